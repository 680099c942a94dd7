/** Joins a number to its unit, so that no line breaks between them. */
export const NO_BREAK = '\u00a0';

/** The significant digits of a measured number. */
const DIGITS = 3;

/** Numbers outside these limits are written as a power of ten. */
const [SMALLEST_PLAIN, LARGEST_PLAIN] = [1e-3, 1e6];

/**
 * A number for people: `0.0312`, `−1.87`, `12,300`, `5.23 × 10⁻¹⁸`. The same characters on every machine.
 *
 * @param digits significant digits; more than three only to tell neighbours apart
 * @returns without trailing zeros; `not a number` for NaN, `infinite` or `−infinite`: callers should leave
 *   those out if they can
 */
export function valueText(value: number, digits = DIGITS): string {
  if (Number.isNaN(value)) return 'not a number';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}infinite`;
  const rounded = Number(size.toPrecision(digits));
  const isPlain = rounded === 0 || (rounded >= SMALLEST_PLAIN && rounded < LARGEST_PLAIN);
  return sign + (isPlain ? grouped(String(rounded)) : scientific(size, digits));
}

/** The digits of a number that a user wrote. */
const SETTING_DIGITS = 6;

/** A number with the digits it was written in, such as a setting or a tick of an axis: `0.123456`, `1,500`, `1 × 10⁻⁷`. */
export const settingText = (value: number): string => valueText(value, SETTING_DIGITS);

/** A value with its unit, joined by a no-break space: `0.31 cm`. */
export const unitText = (value: number, unit: string): string => `${valueText(value)}${NO_BREAK}${unit}`;

/** A range: `−1.87 to 1.87`. */
export const rangeText = ([from, to]: readonly [number, number]): string =>
  `${valueText(from)} to ${valueText(to)}`;

/** The same with its trailing zeros, for readings that change in place and columns that line up: `0.310`, `1.00`. */
export function steadyText(value: number, digits = DIGITS): string {
  const text = valueText(value, digits);
  const isPlain = /^−?[\d.]+$/.test(text);
  return isPlain ? `${value < 0 ? '−' : ''}${Math.abs(value).toPrecision(digits)}` : text;
}

/** `10⁻³` for −3. */
export const powerOfTen = (exponent: number): string => `10${raised(String(exponent))}`;

/** `10⁻⁶·⁴` for −6.42: an exponent to the given decimals. */
export function powerOfTenths(exponent: number, decimals = 1): string {
  const text = exponent.toFixed(decimals);
  return `10${raised(Number(text) === 0 ? text.replace('-', '') : text)}`;
}

/** Thousands apart, before the decimal point only: `50,000`, `1,234.5`. */
export function grouped(digits: string): string {
  const [whole, part] = digits.split('.') as [string, string?];
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? apart : `${apart}.${part}`;
}

function scientific(size: number, digits: number): string {
  const [mantissa, exponent] = size.toExponential(digits - 1).split('e') as [string, string];
  return `${Number(mantissa)}${NO_BREAK}×${NO_BREAK}${powerOfTen(Number(exponent))}`;
}

const RAISED: Readonly<Record<string, string>> = { '-': '⁻', '.': '·' };

const raised = (exponent: string): string =>
  exponent.replace(/./g, sign => RAISED[sign] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)]);
