import type { Tensor, Values } from '../engine/engine.ts';
import type { Network } from '../network/network.ts';

/** How well backpropagation and central differences agree on one parameter tensor. */
export interface GradientCheck {
  /** 1 … L, as in W[1], b[1]. */
  readonly layer: number;
  readonly parameter: string;
  /** Entries compared. */
  readonly compared: number;
  /**
   * Entries left out because moving them takes a unit across a kink, where there is no derivative to find.
   */
  readonly kinks: number;
  /**
   * The largest |difference| between the two gradients, over the largest |gradient| of all the layer's
   * compared entries:
   * a tensor's own gradient can be 0 except for rounding, such as that of a bias whose effect batch
   * normalization removes.
   */
  readonly relativeError: number;
}

/**
 * Steps of the differences, relative to 1 + |parameter|: the smaller ones are for cases in which the larger
 * meet a kink or a bend.
 */
const STEPS = [1e-3, 1e-4, 1e-5, 1e-6] as const;
/**
 * The results of two steps agree if they differ by less than this share of the largest gradient, or by
 * rounding.
 */
const AGREEMENT = 1e-9;
/**
 * Steps shrink around a kink only until the rounding of the loss reaches this share of the largest gradient.
 */
const ROUGH = 1e-8;
/** The rounding of a loss, relative to it: 16 ulp. */
const ROUNDING = 2 ** -48;

/**
 * Compares the gradient of the training loss, `l2` included, by backpropagation with central differences
 * `D(ε) = (f(x + ε) − f(x − ε)) / 2ε`, extrapolated once, `(4 D(ε) − D(2ε)) / 3`, so that the error is O(ε⁴).
 * If the loss bends too much within the step, or has a kink there, smaller steps are tried.
 *
 * At most `entries` entries of a tensor are compared, evenly spread. The network is unchanged afterwards. Run
 * it in float64.
 */
export function checkGradients(network: Network, l2: number, entries = 5000): GradientCheck[] {
  network.backpropagate();
  const loss = () => network.classify().loss + (l2 === 0 ? 0 : l2 * network.halfSquaredWeights());
  const gradients = network.layers.map(({ learned }) =>
    learned.map(({ name, tensor, gradient, decays }) => ({
      parameter: name,
      tensor,
      gradient: gradient.values.map((value, i) => (decays ? value + l2 * tensor.values[i] : value)),
    })),
  );
  return gradients.flatMap((layer, l) => {
    const scale = Math.max(...layer.map(({ gradient }) => largestMagnitude(gradient)));
    const differences = { loss, scale, pieces: () => network.pieces() };
    const comparisons = layer.map(({ parameter, tensor, gradient }) => ({
      parameter,
      ...compare(tensor, gradient, differences, entries),
    }));
    const largest = Math.max(...comparisons.map(({ largestGradient }) => largestGradient));
    return comparisons.map(({ parameter, compared, kinks, largestDifference }) => ({
      layer: l + 1,
      parameter,
      compared,
      kinks,
      relativeError: largestDifference === 0 ? 0 : largestDifference / largest,
    }));
  });
}

/** The inputs of the differences. */
interface Differences {
  loss(): number;
  /** The largest |gradient| of the layer, by backpropagation. */
  readonly scale: number;
  /** After a forward pass: the piece of its function on which every unit of every sample lies. */
  pieces(): readonly Int32Array[];
}

interface Comparison extends Pick<GradientCheck, 'compared' | 'kinks'> {
  readonly largestGradient: number;
  readonly largestDifference: number;
}

function compare(
  tensor: Tensor,
  gradient: ArrayLike<number>,
  differences: Differences,
  entries: number,
): Comparison {
  const count = Math.min(entries, gradient.length);
  let compared = 0;
  let kinks = 0;
  let largestGradient = 0;
  let largestDifference = 0;
  for (let chosen = 0; chosen < count; chosen++) {
    const i = Math.floor((chosen * gradient.length) / count);
    const numeric = differentiate(tensor, i, differences);
    if (numeric === undefined) {
      kinks++;
      continue;
    }
    compared++;
    largestGradient = Math.max(largestGradient, Math.abs(gradient[i]), Math.abs(numeric));
    largestDifference = Math.max(largestDifference, Math.abs(gradient[i] - numeric));
  }
  return { compared, kinks, largestGradient, largestDifference };
}

/**
 * The derivative of the loss by entry `i`; undefined if a unit crosses a kink within every step, however
 * small.
 */
function differentiate(tensor: Tensor, i: number, { loss, scale, pieces }: Differences): number | undefined {
  const x = tensor.values[i];
  const size = Math.abs(loss());
  const here = pieces();
  let wider: number | undefined;
  for (const share of STEPS) {
    const step = share * (1 + Math.abs(x));
    const noise = (ROUNDING * size) / step;
    const tolerance = Math.max(AGREEMENT * scale, noise);
    if (wider === undefined && share < STEPS[0] && noise > ROUGH * scale) break;
    const result = extrapolate(tensor, i, step, loss, () => samePieces(here, pieces()));
    if (!result) continue;
    if (wider !== undefined && Math.abs(wider - result.derivative) <= tolerance) break;
    wider = result.derivative;
    if (result.change <= tolerance) break;
  }
  return wider;
}

/** The extrapolated difference at one step, and by how much the extrapolation changed it; undefined if a unit crosses a kink. */
function extrapolate(tensor: Tensor, i: number, step: number, loss: () => number, smooth: () => boolean) {
  const x = tensor.values[i];
  let crossed = false;
  const lossAt = (value: number) => {
    tensor.values[i] = value;
    const result = loss();
    crossed ||= !smooth();
    return result;
  };
  const difference = (ε: number) => (lossAt(x + ε) - lossAt(x - ε)) / (x + ε - (x - ε));
  const wide = difference(2 * step);
  const narrow = crossed ? 0 : difference(step);
  tensor.values[i] = x;
  return crossed ? undefined : { derivative: (4 * narrow - wide) / 3, change: Math.abs(narrow - wide) / 3 };
}

function largestMagnitude(values: Values): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}

function samePieces(a: readonly Int32Array[], b: readonly Int32Array[]): boolean {
  return a.every((pieces, l) => pieces.every((piece, i) => piece === b[l][i]));
}
