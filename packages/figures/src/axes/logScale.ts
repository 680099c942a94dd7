import { powerOfTen } from 'gradscope';

/**
 * A tick: its place in the axis's own coordinate (log₁₀ of the value on a logarithmic one), and its label.
 */
export interface AxisTick {
  readonly at: number;
  readonly label: string;
}

/**
 * The extent of a logarithmic axis, in log₁₀: values of any size, including subnormal ones, can be placed on
 * it.
 *
 * @returns at least one decade around `low … high`, so that it always contains a power of ten
 */
export function logExtent(low: number, high: number): [number, number] {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const pad = Math.max((1 - (to - from)) / 2, 0.04 * (to - from));
  return [from - pad, to + pad];
}

/** Distances of ticks in decades; float64 spans 632 of them. */
const strides = [1, 2, 3, 5, 10, 20, 25, 50, 100, 200, 500];

/** Powers of ten between which plain numbers are easier to read: `0.5`, not `5·10⁻¹`. */
const PLAIN = [-3, 4] as const;

/**
 * Ticks at powers of ten, at most `most` of them; also at twice and five times, if fewer than three fall into
 * the extent.
 */
export function logTicks([from, to]: readonly [number, number], most: number): AxisTick[] {
  const powers: number[] = [];
  for (let power = Math.ceil(from); power <= to; power++) powers.push(power);
  if (powers.length >= 3) {
    const every = strides.find(stride => powers.length / stride <= Math.max(2, most))!;
    return powers.filter(power => power % every === 0).map(at => ({ at, label: powerOfTen(at) }));
  }
  const ticks: AxisTick[] = [];
  const isPlain = from >= PLAIN[0] && to <= PLAIN[1];
  for (let power = Math.floor(from); power <= to; power++) {
    for (const factor of [1, 2, 5]) {
      const at = power + Math.log10(factor);
      const scaled = factor === 1 ? powerOfTen(power) : `${factor}·${powerOfTen(power)}`;
      const label = isPlain ? String(Number(`${factor}e${power}`)) : scaled;
      if (at >= from && at <= to) ticks.push({ at, label });
    }
  }
  return ticks;
}
