/** A whole number with its thousands apart: `50,000`. */
export const count = (value: number): string => value.toLocaleString('en');

/** `1 step`, `50,000 steps`. */
export const counted = (value: number, one: string): string =>
  `${count(value)} ${one}${value === 1 ? '' : 's'}`;

/** A share, 0 … 1, in percent: `97 %`; one decimal where rounding would make it 0 or all. */
export function percent(share: number): string {
  const whole = Math.round(100 * share);
  const exact = share === 0 || share === 1 || (whole > 0 && whole < 100);
  return `${exact ? whole : (100 * share).toFixed(1)} %`;
}

/** A loss: four decimals, or a power of ten where they would say nothing. */
export function lossText(loss: number): string {
  const plain = loss === 0 || (Math.abs(loss) >= 1e-3 && Math.abs(loss) < 1e6);
  return Number.isFinite(loss) && plain ? loss.toFixed(4) : magnitude(loss);
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign]),
);

/** A magnitude to two digits, as a power of ten: `3.3 × 10⁻⁴`. */
export function magnitude(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return 'infinite';
  if (value === 0) return '0';
  const [digits, exponent] = value.toExponential(1).split('e') as [string, string];
  const power = exponent
    .replace('+', '')
    .replace('-', '⁻')
    .replaceAll(/\d/g, digit => SUPERSCRIPTS[digit]!);
  return `${digits} × 10${power}`;
}

/** A ratio as it is read before what it refers to: `1.5 times`, `1/123 of`. */
export function ratioText(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio === 0) return `${magnitude(ratio)} times`;
  return ratio < 0.5 ? `1/${twoDigits(1 / ratio)} of` : `${twoDigits(ratio)} times`;
}

/** Two significant digits below 100, three above, as a power of ten where that would be long. */
function twoDigits(value: number): string {
  if (value < 99.5) return value.toPrecision(2);
  return value < 1e6 ? count(Number(value.toPrecision(value < 100 ? 2 : 3))) : magnitude(value);
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A small number as a word. */
export const inWords = (value: number): string => WORDS[value] ?? count(value);

/** {@link inWords} at the start of a sentence. */
export const capitalised = (value: number): string =>
  inWords(value).replace(/^./, letter => letter.toUpperCase());

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
