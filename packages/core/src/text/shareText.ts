import { NO_BREAK, valueText } from './valueText.ts';

/** Shares beyond these are written as bounds, in percent. */
const [LEAST, MOST] = [0.001, 99.9];

/** Above this, a share is easier to read as a factor. */
const LARGEST_PERCENT = 10;

/**
 * A share in percent: `96.4 %`, `0.0312 %`. Only the exact whole is `100 %`, and only exactly nothing `0 %`;
 * values that would round to them are `> 99.9 %` and `< 0.001 %`.
 *
 * @param share 1 is all; NaN reads `no share`, which callers should leave out if they can
 */
export function percentText(share: number): string {
  if (Number.isNaN(share)) return 'no share';
  if (!Number.isFinite(share)) return valueText(share);
  const percent = 100 * share;
  const size = Math.abs(percent);
  if (size > 0 && size < LEAST) return percentOf('< ', LEAST);
  if (size < 100 && Number(size.toPrecision(3)) === 100) return percentOf('> ', MOST);
  return percentOf('', percent);
}

/** A whole percentage of progress, rounded down: `100 %` appears only at the end. */
export const wholePercentText = (share: number): string => `${Math.floor(100 * share)}${NO_BREAK}%`;

const percentOf = (bound: string, percent: number): string =>
  `${bound.replace(' ', NO_BREAK)}${valueText(percent)}${NO_BREAK}%`;

/** A share in front of its reference: `31 % of`, or if it is many times that, `9.74 × 10¹¹⁹ times`. */
export const shareOfText = (share: number): string =>
  share < LARGEST_PERCENT ? `${percentText(share)} of` : ratioText(share);

/** Ratios below this are read as fractions with a numerator of 1, down to the second. */
const [LARGEST_FRACTION, SMALLEST_FRACTION] = [0.5, 1e-6];

/** A ratio in front of its reference: `1.5 times`, `1/123 of`, `3.2 × 10⁻⁹ of`. */
export function ratioText(ratio: number): string {
  const isPart = ratio > 0 && ratio < LARGEST_FRACTION;
  return isPart ? `${fractionText(ratio)} of` : `${valueText(ratio)}${NO_BREAK}times`;
}

/** The same in a table: `1.5 ×`, `1/123`, `3.2 × 10⁻⁹`, `0`. */
export function fractionText(ratio: number): string {
  if (ratio > 0 && ratio < SMALLEST_FRACTION) return valueText(ratio);
  if (ratio > 0 && ratio < LARGEST_FRACTION) return `1/${valueText(1 / ratio)}`;
  return ratio === 0 || !Number.isFinite(ratio) ? valueText(ratio) : `${valueText(ratio)}${NO_BREAK}×`;
}

/** A factor: `× 2.31`, `× 5.2 × 10⁻¹⁸`. */
export const factorText = (factor: number): string => `×${NO_BREAK}${valueText(factor)}`;
