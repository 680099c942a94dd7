import { numberOrText } from './numberText.ts';
import { Text } from './Text.tsx';

export interface NumberFieldProps {
  readonly label: string;
  /** Undefined if several values are meant at once. */
  readonly value: number | undefined;
  /** Called with the number, or with the text as it is where it is none: who checks it says so. */
  readonly onCommit: (value: number | string) => void;
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

export function NumberField({ value, onCommit, ...others }: NumberFieldProps) {
  return (
    <Text
      {...others}
      numeric
      value={value === undefined ? '' : String(value)}
      onCommit={text => onCommit(numberOrText(text))}
    />
  );
}
