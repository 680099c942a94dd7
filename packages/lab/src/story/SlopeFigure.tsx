import { activationTangent, inputScale } from '@gradscope/figures';
import { type Activation, slope, valueText } from 'gradscope';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { asOneImage } from '../ui/Figure.tsx';
import { theme } from '../ui/theme.ts';
import { useWidth } from '../ui/useWidth.ts';
import { inputAfterKey, inputAt, LEAST_INPUT, MOST_INPUT } from './slopeInput.ts';

export interface SlopeFigureProps {
  readonly activation: Activation;
  /** The place of the activation among those shown, which gives its colour. */
  readonly index: number;
  readonly input: number;
  readonly onInput: (input: number) => void;
}

/** The smallest legible width, in px. */
const NARROWEST = 240;

/** An activation with its tangent at an input. The user drags the input, or moves it with the arrow keys. */
export function SlopeFigure({ activation, index, input, onInput }: SlopeFigureProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = Math.max(NARROWEST, useWidth(place));
  const colors = theme.value;
  const derivative = (z: number) => slope(activation, z);
  // Draws at once instead of in an idle moment, so that the tangent stays under the finger.
  useLayoutEffect(() => {
    const { name, formula, forward } = activation;
    const curve = { name, formula, forward, derivative };
    const options = { width, theme: colors, untitled: true, input, index };
    place.current!.replaceChildren(asOneImage(activationTangent(curve, options)));
  }, [activation, index, input, width, colors]);
  const drag = ({ clientX }: PointerEvent) => {
    const { left } = place.current!.getBoundingClientRect();
    onInput(inputAt(inputScale(width).inputAt(clientX - left)));
  };
  return (
    <div
      ref={place}
      class="slope-place"
      role="slider"
      tabIndex={0}
      aria-label={`Input of the ${activation.name} unit`}
      aria-valuemin={LEAST_INPUT}
      aria-valuemax={MOST_INPUT}
      aria-valuenow={input}
      aria-valuetext={`input ${input}, answer ${valueText(activation.forward(input))}, slope ${valueText(derivative(input))}`}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
      onKeyDown={event => {
        const moved = inputAfterKey(input, event.key);
        if (moved === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onInput(moved);
      }}
    />
  );
}
