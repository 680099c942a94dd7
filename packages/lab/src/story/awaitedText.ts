import { valueText } from 'gradscope';

/** A measured number as text, or `…` until it has been measured (NaN). */
export const awaitedText = (value: number, text: (value: number) => string = valueText): string =>
  Number.isNaN(value) ? '…' : text(value);
