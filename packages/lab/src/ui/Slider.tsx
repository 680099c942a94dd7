import { useEffect, useState } from 'preact/hooks';
import { Field } from './Field.tsx';
import { numberOrText } from './numberText.ts';

/** The values of a slider: even steps, or a list. */
export type SliderScale =
  | { readonly from: number; readonly to: number; readonly step: number }
  | { readonly values: readonly number[] };

export interface SliderProps {
  readonly label: string;
  /** Undefined if the slider stands for several different values. The value may lie outside the scale. */
  readonly value: number | undefined;
  readonly scale: SliderScale;
  readonly onCommit: (value: number | string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** True to commit while the slider moves, not only when it is released. */
  readonly live?: boolean;
}

/** A number to type, or to choose among the common ones with the slider. */
export function Slider({ label, value, scale, onCommit, hint, error, live = false }: SliderProps) {
  const [draft, setDraft] = useState(textOf(value));
  useEffect(() => setDraft(textOf(value)), [value]);
  const { from, to, step } = 'values' in scale ? { from: 0, to: scale.values.length - 1, step: 1 } : scale;
  const slide = (position: number) => ('values' in scale ? scale.values[position] : position);
  return (
    <Field label={label} hint={hint} error={error}>
      {ids => (
        <div class="slider">
          <input
            type="range"
            aria-label={`${label}, slider`}
            aria-valuetext={draft || 'differs'}
            min={from}
            max={to}
            step={step}
            value={positionOf(Number(draft), scale)}
            onInput={event => {
              const slid = slide(event.currentTarget.valueAsNumber);
              setDraft(textOf(slid));
              if (live) onCommit(slid);
            }}
            onChange={event => onCommit(slide(event.currentTarget.valueAsNumber))}
          />
          <input
            {...ids}
            type="text"
            inputMode="decimal"
            class="number"
            autocomplete="off"
            placeholder={value === undefined ? 'differs' : undefined}
            value={draft}
            onInput={event => setDraft(event.currentTarget.value)}
            onChange={event => onCommit(numberOrText(event.currentTarget.value))}
          />
        </div>
      )}
    </Field>
  );
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function positionOf(value: number, scale: SliderScale): number {
  if (!('values' in scale)) return Math.max(scale.from, Math.min(scale.to, value || 0));
  const beyond = scale.values.findIndex(candidate => candidate >= value);
  return beyond < 0 ? scale.values.length - 1 : beyond;
}
