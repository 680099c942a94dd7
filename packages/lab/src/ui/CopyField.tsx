import { useRef, useState } from 'preact/hooks';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';

export interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  readonly hint?: string | undefined;
}

/** A text to copy. */
export function CopyField({ label, text, hint }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState('');
  const copy = async () => {
    input.current!.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied('Copied.');
    } catch {
      setCopied('The browser does not let the page copy: the text is selected, press Ctrl C.');
    }
  };
  return (
    <Field label={label} hint={hint}>
      {ids => (
        <div class="copy-field">
          <input {...ids} ref={input} type="text" readOnly value={text} />
          <Button onClick={copy} label={`Copy: ${label}`}>
            Copy
          </Button>
          <span role="status" class="hint">
            {copied}
          </span>
        </div>
      )}
    </Field>
  );
}
