import { brokenHatch, zeroHatch } from '../sheet/hatch.ts';
import type { Settings } from '../sheet/options.ts';
import { mix, networkColor } from '../sheet/palette.ts';
import { isBroken, isZero } from './curve.ts';

/** Shades on each side of 0: more could not be told apart. */
const shades = 24;

/** Colours of values on both sides of 0. */
export interface SignedColors {
  /** The fill of a value: a hatch if it is exactly 0, or NaN or infinite. */
  readonly of: (value: number) => string;
}

/**
 * A linear scale from `−largest` to `largest`: the background colour at 0, blue for positive and orange for
 * negative values.
 */
export function signedColors(largest: number, { theme }: Settings): SignedColors {
  const ramp = (hue: number) =>
    Array.from({ length: shades }, (_, i) =>
      mix(networkColor(hue, theme), theme.background, (i + 1) / shades),
    );
  const [positive, negative] = [ramp(0), ramp(1)];
  const of = (value: number) => {
    if (isZero(value)) return zeroHatch;
    if (isBroken(value)) return brokenHatch;
    const level = Math.ceil((shades * Math.abs(value)) / largest) - 1;
    return (value > 0 ? positive : negative)[Math.max(0, Math.min(shades - 1, level))];
  };
  return { of };
}
