import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from './Field.tsx';

export interface TextProps {
  readonly label: string;
  readonly value: string;
  /** Called with the text when the field loses the focus or Enter is pressed. */
  readonly onCommit: (text: string) => void;
  readonly numeric?: boolean;
  /** The meaning of an empty text. */
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** A line of text. A wrong text stays, with its error below. */
export function Text({ label, value, onCommit, numeric = false, placeholder, hint, error }: TextProps) {
  const [draft, setDraft] = useState(value);
  const committed = useRef(value);
  // Not on the first render: the user may have started to type.
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
