import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from './Field.tsx';

export interface TextProps {
  readonly label: string;
  readonly value: string;
  /** Called with what was typed, once it is left or Enter is pressed. */
  readonly onCommit: (text: string) => void;
  readonly numeric?: boolean;
  /** What an empty text stands for. */
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** A line of text. What was typed stays while it is wrong, with the error under it. */
export function Text({ label, value, onCommit, numeric = false, placeholder, hint, error }: TextProps) {
  const [draft, setDraft] = useState(value);
  const committed = useRef(value);
  // Not after the first rendering: by then somebody may have begun to type.
  useEffect(() => {
    if (committed.current !== value) setDraft(value);
    committed.current = value;
  }, [value]);
  return (
    <Field label={label} hint={hint} error={error}>
      {ids => (
        <input
          {...ids}
          type="text"
          inputMode={numeric ? 'decimal' : 'text'}
          class={numeric ? 'number' : undefined}
          value={draft}
          placeholder={placeholder}
          autocomplete="off"
          spellcheck={false}
          onInput={event => setDraft(event.currentTarget.value)}
          onChange={event => onCommit(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
