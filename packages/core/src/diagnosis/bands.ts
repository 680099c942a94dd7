import { log } from '../engine/math/log.ts';
import { mean } from './mean.ts';

/**
 * The range of a quantity at random starts of designs that are known to train; NaN if hardly any of them
 * does.
 */
export interface Band {
  /** Over all starts of all designs. */
  readonly mean: number;
  /** From two standard deviations below the lower design's mean to two above the higher's. */
  readonly low: number;
  readonly high: number;
}

/** How the size of the signal or of a gradient changes through the layers at such starts. */
export interface Bands {
  /** ln(size in layer l / size in layer l + 1), l = 1 … L − 1. */
  readonly factors: readonly Band[];
  /** ln(size in layer 1 / size in layer L). */
  readonly total: Band;
}

/** @param designs by design, then by start, the size in every layer, at least one start of each with two layers */
export function bandsOf(designs: readonly (readonly (readonly number[])[])[]): Bands {
  const band = (measure: (sizes: readonly number[]) => number) =>
    bandOf(designs.map(starts => starts.map(measure)));
  const factors = designs[0][0].slice(1);
  return {
    factors: factors.map((_, l) => band(sizes => log(sizes[l] / sizes[l + 1]))),
    total: band(sizes => log(sizes[0] / sizes[sizes.length - 1])),
  };
}

function bandOf(designs: readonly (readonly number[])[]): Band {
  // If all units of some layer are dead at a start, no signal arrives below: it does not train, and 0 has no
  // logarithm.
  const moments = designs
    .map(starts => starts.filter(Number.isFinite))
    .filter(({ length }) => length > 1)
    .map(momentsOf);
  if (moments.length === 0) return { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
  return {
    mean: mean(moments.map(one => one.mean)),
    low: Math.min(...moments.map(one => one.mean - 2 * one.deviation)),
    high: Math.max(...moments.map(one => one.mean + 2 * one.deviation)),
  };
}

/** The deviation is with the divisor n − 1. */
function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) * (value - center), 0);
  return { mean: center, deviation: Math.sqrt(squares / (values.length - 1)) };
}
