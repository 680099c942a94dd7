import { grouped, valueText } from './valueText.ts';

/** A whole number, all of its digits, thousands apart: `50,000`. */
export function countText(count: number): string {
  if (!Number.isSafeInteger(count)) return valueText(count);
  return `${count < 0 ? '−' : ''}${grouped(String(Math.abs(count)))}`;
}

/** A number with its noun: `1 step`, `50,000 steps`, `2 classes`. */
export const countedText = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A small number as a word, a larger one in digits: `three`, `12`. */
export const countInWords = (count: number): string => WORDS[count] ?? countText(count);

/** `three steps`, `12 steps`. */
export const countedInWords = (count: number, one: string, many = `${one}s`): string =>
  `${countInWords(count)} ${count === 1 ? one : many}`;
