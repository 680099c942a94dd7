import { type Energies, type MomentNode, type Moments, meanOf, sumOf } from './momentNode.ts';

/** What becomes of a signal at a layer l below the output. */
export interface WalkedLayer {
  /** Variance of z[l], the mean over positions; NaN if unknown. */
  readonly q: number;
  /** `E‖δ[l]‖² / E‖δ[l+1]‖²`, over all positions; NaN if unknown. */
  readonly chi: number;
  /** Why it is unknown. */
  readonly reason?: string;
}

/**
 * Goes through a wide random network forward, with the moments of what it computes, and backward, with the size of the
 * signal. The signal of the last layer counts as equally large at each of its positions.
 *
 * @param nodes in order, each after those that it takes
 * @param places the place of z of each layer, whose signal is δ; what lies above the last one does not count
 * @param nameOf the layer that a node belongs to
 */
export function walkMoments(
  nodes: readonly MomentNode[],
  places: readonly number[],
  input: Moments,
  nameOf: (place: number) => string,
): WalkedLayer[] {
  const { moments, reasons } = forward(nodes, places[places.length - 1], input, nameOf);
  const chis = backward(nodes, places, moments, input);
  return places.slice(0, -1).map((z, l) => {
    const q = moments[z] ? meanOf(moments[z].square) : Number.NaN;
    if (!Number.isNaN(chis[l])) return { q, chi: chis[l] };
    const reason = reasons.slice(0, places[l + 1] + 1).find(Boolean) ?? reasons.find(Boolean);
    return { q, chi: Number.NaN, ...(reason !== undefined && { reason }) };
  });
}

/** Moments by node, undefined from where they are unknown; and at the first such node why. */
function forward(
  nodes: readonly MomentNode[],
  last: number,
  input: Moments,
  nameOf: (place: number) => string,
) {
  const moments: (Moments | undefined)[] = [];
  const reasons: (string | undefined)[] = [];
  for (const [place, node] of nodes.slice(0, last + 1).entries()) {
    const inputs = inputsOf(node, moments, input);
    const result = inputs && node.forward(inputs);
    const isReason = typeof result === 'string';
    moments.push(isReason ? undefined : result);
    reasons.push(isReason ? `layer ${nameOf(place)} has ${result}` : undefined);
  }
  return { moments, reasons };
}

/** The signal that has arrived at a node; `unknown` if a node above it passes what theory does not cover. */
type Signal = Energies | 'unknown';

/** The factor of the squared signal from each layer down to the one below it. */
function backward(
  nodes: readonly MomentNode[],
  places: readonly number[],
  moments: readonly (Moments | undefined)[],
  input: Moments,
): number[] {
  const signals: Signals = new Map();
  const chis: number[] = [];
  let l = places.length - 1;
  for (let place = places[l]; place >= 0; place--) {
    if (place === places[l]) {
      const size = sizeOf(signals.get(place));
      if (l < places.length - 1) chis.push(size);
      // From here on sizes are relative to this layer's, so that none underflows.
      if (size > 0 && size < Number.POSITIVE_INFINITY) shrink(signals, size);
      else signals.set(place, uniform(moments[place]));
      l--;
    }
    pass(nodes[place], signals, place, moments, input);
  }
  return chis.reverse();
}

/** By node, the signals that have arrived and are not passed on yet. */
type Signals = Map<number, Signal>;

const sizeOf = (signal: Signal | undefined): number =>
  signal === undefined || signal === 'unknown' ? Number.NaN : sumOf(signal);

function shrink(signals: Signals, size: number): void {
  for (const [at, signal] of signals) {
    if (signal !== 'unknown')
      signals.set(
        at,
        signal.map(energy => energy / size),
      );
  }
}

function uniform(moments: Moments | undefined): Signal {
  if (!moments) return 'unknown';
  return moments.square.map((_, __, { length }) => 1 / length);
}

/** Adds what a node passes to the signals of its inputs. */
function pass(
  node: MomentNode,
  signals: Signals,
  place: number,
  moments: readonly (Moments | undefined)[],
  input: Moments,
): void {
  const [signal, output, inputs] = [signals.get(place), moments[place], inputsOf(node, moments, input)];
  if (!signal) return;
  signals.delete(place);
  const passed = signal !== 'unknown' && inputs && output ? node.backward(signal, inputs, output) : undefined;
  for (const [k, from] of node.from.entries()) {
    if (from >= 0) signals.set(from, together(signals.get(from), passed?.[k] ?? 'unknown'));
  }
}

function together(a: Signal | undefined, b: Signal): Signal {
  if (a === undefined) return b;
  return a === 'unknown' || b === 'unknown' ? 'unknown' : a.map((energy, t) => energy + b[t]);
}

function inputsOf(
  { from }: MomentNode,
  moments: readonly (Moments | undefined)[],
  input: Moments,
): Moments[] | undefined {
  const inputs = from.map(place => (place < 0 ? input : moments[place]));
  return inputs.every(one => one !== undefined) ? inputs : undefined;
}
