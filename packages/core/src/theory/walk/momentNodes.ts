import type { WeightMoments } from '../../network/initializer/initializer.ts';
import type { NormalizationName } from '../../network/nodes/normalize.ts';
import { EPSILON } from '../../network/nodes/statistics.ts';
import { meanSquare, meanSquaredSlope, meanValue, type UnitFunction } from '../moments.ts';
import { interpolated } from './interpolated.ts';
import { type Energies, type MomentNode, type Moments, meanOf, normalOf } from './momentNode.ts';

/**
 * `x W + b` with W `[rows, …]` at each position: `q = rows Var(W) E x² + Var(b)`, and back
 * `‖∂loss/∂x‖² = rows Var(W) ‖δ‖²`.
 *
 * Source: He et al. 2015; of a convolution, whose rows are those of a window, Xiao et al. 2018.
 */
export function productMoments(from: number, rows: number, weights: WeightMoments): MomentNode {
  const { weightMean, weightVariance, biasVariance, beyondTheory } = weights;
  const factor = rows * weightVariance;
  return {
    from: [from],
    forward: ([{ square }]) =>
      beyondTheory ??
      (weightMean === 0
        ? normalOf(square.map(moment => factor * moment + biasVariance))
        : `weights of mean ${weightMean}, not 0`),
    backward: signal => [signal.map(energy => factor * energy)],
  };
}

/** A row of W for each token. */
export function embeddingMoments(
  from: number,
  { weightMean, weightVariance, beyondTheory }: WeightMoments,
): MomentNode {
  return {
    from: [from],
    forward: ([{ square }]) =>
      beyondTheory ??
      (weightMean === 0
        ? normalOf(square.map(() => weightVariance))
        : `vectors of mean ${weightMean}, not 0`),
    backward: signal => [signal.map(() => 0)],
  };
}

/** `φ(z)` of a normal z: `E φ²` forward, `E φ′²` back. At many positions they are interpolated. */
export function unitMoments(from: number, φ: UnitFunction): MomentNode {
  const exact = exactly(φ);
  const at = ({ length }: readonly number[]) => (length > 1 ? nearly(φ) : exact);
  return {
    from: [from],
    forward([z]) {
      if (!z.isNormal) return 'an activation of what is no product';
      const { mean, square } = at(z.square);
      return { mean: () => z.square.map(mean), square: z.square.map(square), isNormal: false };
    },
    backward(signal, [z]) {
      const { slope } = at(z.square);
      return [signal.map((energy, t) => energy * slope(z.square[t]))];
    },
  };
}

/** The moments of φ(z) as functions of the variance of z. */
interface UnitMoments {
  readonly square: (q: number) => number;
  readonly mean: (q: number) => number;
  readonly slope: (q: number) => number;
}

const exactly = (φ: UnitFunction): UnitMoments => ({
  square: q => meanSquare(φ, q),
  mean: q => meanValue(φ, q),
  slope: q => meanSquaredSlope(φ, q),
});

/** Interpolated, so that thousands of positions take a few quadratures; nodes with the same φ share the grid. */
function nearly(φ: UnitFunction): UnitMoments {
  const known = grids.get(φ);
  if (known) return known;
  const { square, mean, slope } = exactly(φ);
  const made = { square: interpolated(square), mean, slope: interpolated(slope) };
  grids.set(φ, made);
  return made;
}

const grids = new WeakMap<UnitFunction, UnitMoments>();

/** Layer or RMS normalization over n channels, γ = 1: variance or mean square 1, and the signal over the deviation. */
export function normalizationMoments(from: number, kind: NormalizationName, n: number): MomentNode {
  const isCentered = kind === 'layer';
  const spreadOf = (x: Moments) => {
    if (!isCentered) return x.square.map(square => EPSILON + square);
    const mean = x.mean();
    return x.square.map((square, t) => EPSILON + square - mean[t] * mean[t]);
  };
  return {
    from: [from],
    forward(inputs) {
      if (kind === 'batch') return 'batch normalization';
      const [x] = inputs;
      const spread = spreadOf(x);
      return {
        mean() {
          const mean = isCentered ? [] : x.mean();
          return spread.map((value, t) => (isCentered ? 0 : mean[t] / Math.sqrt(value)));
        },
        square: spread.map(value => 1 - EPSILON / value),
        isNormal: x.isNormal,
      };
    },
    // It takes away what lies along its mean and its output.
    backward(signal, [x]) {
      const kept = Math.max(0, 1 - (isCentered ? 2 : 1) / n);
      const spread = spreadOf(x);
      return [signal.map((energy, t) => (energy * kept) / spread[t])];
    },
  };
}

/** `Σ factor · x`: a skip connection, the end of a residual block. The terms meet only in their means. */
export function sumMoments(from: readonly number[], factors: readonly number[]): MomentNode {
  return {
    from,
    forward(inputs) {
      const means = inputs.map(x => x.mean());
      const total = (term: (k: number) => number) => factors.reduce((sum, _, k) => sum + term(k), 0);
      const mean = means[0].map((_, t) => total(k => factors[k] * means[k][t]));
      const variance = (k: number, t: number) => inputs[k].square[t] - means[k][t] * means[k][t];
      const square = mean.map((sum, t) => sum * sum + total(k => factors[k] * factors[k] * variance(k, t)));
      return { mean: () => mean, square, isNormal: false };
    },
    backward: signal => factors.map(factor => signal.map(energy => factor * factor * energy)),
  };
}

/** What leaves everything as it is. */
export const sameMoments = (from: number): MomentNode => ({
  from: [from],
  forward: ([x]) => x,
  backward: signal => [signal],
});

/** One position of several. */
export function takeMoments(from: number, position: number): MomentNode {
  return {
    from: [from],
    forward: ([x]) => ({
      mean: () => [x.mean()[position]],
      square: [x.square[position]],
      isNormal: x.isNormal,
    }),
    backward: ([energy], [{ square }]) => [square.map((_, t) => (t === position ? energy : 0))],
  };
}

/** All positions side by side, for a product. */
export function flattenMoments(from: number): MomentNode {
  return {
    from: [from],
    forward: ([x]) => ({ mean: () => [meanOf(x.mean())], square: [meanOf(x.square)], isNormal: false }),
    backward: ([energy], [{ square }]) => [square.map(() => energy / square.length)],
  };
}

/**
 * Windows of `size` positions, for a product; −1 is padding, which is 0.
 *
 * @param sources the positions of window after window
 */
export function windowMoments(from: number, size: number, sources: Int32Array): MomentNode {
  const gather = (values: readonly number[]) =>
    Array.from({ length: sources.length / size }, (_, window) => {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += values[sources[window * size + k]] ?? 0;
      return sum / size;
    });
  return {
    from: [from],
    forward: ([x]) => ({ mean: () => gather(x.mean()), square: gather(x.square), isNormal: false }),
    backward(signal, [{ square }]) {
      const passed = square.map(() => 0);
      for (const [i, source] of sources.entries()) {
        if (source >= 0) passed[source] += signal[Math.floor(i / size)] / size;
      }
      return [passed];
    },
  };
}

/** A recurrence, and the size of its signal after a backward walk. */
export interface RecurrenceMoments extends MomentNode {
  /** E‖∂loss/∂h[t]‖² by position, up to a factor; empty before. */
  readonly signal: () => Energies;
}

/**
 * `h[t] = φ(z[t] + h[t−1] U)`, h[−1] = 0: q[t] is that of z[t] plus `width Var(U) E h[t−1]²`, and back
 * `‖∂loss/∂h[t−1]‖² = width Var(U) ‖δ[t]‖²` and what arrives there. U counts as drawn anew at every position.
 *
 * Source: Chen, Pennington & Schoenholz 2018, "Dynamical Isometry and a Mean Field Theory of RNNs".
 */
export function recurrenceMoments(
  from: number,
  φ: UnitFunction,
  {
    width,
    weights,
    truncate,
  }: { readonly width: number; readonly weights: WeightMoments; readonly truncate: number },
): RecurrenceMoments {
  const unit = nearly(φ);
  const factor = width * weights.weightVariance;
  let energies: Energies = [];
  const variancesOf = (z: Moments) => {
    const variances: number[] = [];
    for (const variance of z.square) {
      const before = variances.at(-1);
      variances.push(before === undefined ? variance : variance + factor * unit.square(before));
    }
    return variances;
  };
  return {
    from: [from],
    forward([z]) {
      if (weights.beyondTheory !== undefined) return `recurrent ${weights.beyondTheory}`;
      if (weights.weightMean !== 0) return `recurrent weights of mean ${weights.weightMean}, not 0`;
      const variances = variancesOf(z);
      return { mean: () => variances.map(unit.mean), square: variances.map(unit.square), isNormal: false };
    },
    backward(signal, [z]) {
      const variances = variancesOf(z);
      const arrived = [...signal];
      const passed = [...signal];
      for (let t = signal.length - 1; t >= 0; t--) {
        passed[t] = arrived[t] * unit.slope(variances[t]);
        if (t > 0 && t % truncate !== 0) arrived[t - 1] += factor * passed[t];
      }
      energies = arrived;
      return [passed];
    },
    signal: () => energies,
  };
}

/** A node that theory does not cover, in words. */
export const beyondMoments = (from: readonly number[], what: string): MomentNode => ({
  from,
  forward: () => what,
  backward: () => [],
});
