import { numberOrText } from './numberText.ts';
import { Text } from './Text.tsx';

export interface NumberFieldProps {
  readonly label: string;
  /** Undefined if the field stands for several different values. */
  readonly value: number | undefined;
  /** Called with the number, or with the text if it is not a number; the receiver's rules then report it. */
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
