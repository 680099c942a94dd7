import type { Tensor } from '../engine/engine.ts';
import type { Network } from '../network/network.ts';
import type { Part } from '../network/nodes/node.ts';
import type { Visitor } from '../network/pass.ts';
import type { ProbeKind } from './probe.ts';

/**
 * The ledger of the signal: for each hidden layer l the factors of
 *
 *   ‖δ[l]‖ = ‖δ[l+1]‖ × ledger_weights × ledger_skip × ledger_dropout × ledger_slope × ledger_normalization
 *
 * ‖δ[l+1] W[l+1]ᵀ‖ / ‖δ[l+1]‖ is the effect of the weights. Then, each relative to the norm before it, the
 * signal that bypasses layer l + 1 by its skip connection is added, and the signal passes dropout, φ′ and
 * normalization of layer l. A part that a layer does not have is 1. If the signal was 0 before a part, the
 * factor is NaN, or Infinity if a skip connection brings the signal back. The probe also records
 * `delta_norm`.
 */
export const ledgerProbe: ProbeKind<'delta_norm' | (typeof LEDGER_SERIES)[number]> = {
  label: 'Ledger and signal',
  columns(layers) {
    const parts = LEDGER_SERIES.map(name => [name, layers.length - 1]);
    return { delta_norm: layers.length, ...Object.fromEntries(parts) };
  },
  create(network) {
    const walk = new Walk(network);
    return {
      visitor: walk,
      measure(row) {
        walk.finish();
        row('delta_norm').set(walk.norms);
        for (const part of PARTS) row(`ledger_${part}`).set(walk.factors[part]);
      },
    };
  },
};

const PARTS = ['weights', 'skip', 'dropout', 'slope', 'normalization'] as const satisfies readonly Part[];

export const LEDGER_SERIES = PARTS.map(part => `ledger_${part}` as const);

/** Follows the signal of one backward pass from layer to layer, part by part. */
class Walk implements Visitor {
  /** ‖δ‖ of every layer. */
  readonly norms: Float64Array;
  /** By part, one for each hidden layer. */
  readonly factors: Readonly<Record<Part, Float64Array>>;
  private readonly network: Network;
  /** For the nodes from a layer's output down to its δ: the layer. */
  private readonly layerOf = new Map<number, number>();
  private readonly outputs: readonly number[];
  private readonly signals: readonly number[];
  /** Whether more than one node reads a layer's output. */
  private readonly isJoined: readonly boolean[];
  /** The norm of the signal before the part at hand. */
  private before = 0;
  /** By layer, the norm of what the last node that reads its output passes to it: the product above. */
  private readonly fromAbove: Float64Array;
  private isDone = false;

  constructor(network: Network) {
    const { layers, nodes } = network.model;
    this.network = network;
    this.norms = new Float64Array(layers.length);
    this.fromAbove = new Float64Array(layers.length);
    const factors = PARTS.map(part => [part, new Float64Array(layers.length - 1).fill(1)]);
    this.factors = Object.fromEntries(factors);
    this.outputs = layers.map(({ places }) => places.h);
    this.signals = layers.map(({ places }) => places.z);
    this.isJoined = this.outputs.map(h => nodes.filter(({ from }) => from.includes(h)).length > 1);
    for (const [l, { places }] of layers.entries()) {
      for (let i = places.h; i > places.z; i = nodes[i].from[0]) this.layerOf.set(i, l);
      this.layerOf.set(places.z, l);
    }
  }

  /** Makes sure that it has seen a backward pass since the last call. */
  finish(): void {
    if (!this.isDone) this.network.backpropagate(this);
    this.isDone = false;
  }

  arrived(node: number, signal: Tensor): void {
    const l = this.layerOf.get(node);
    if (l === undefined) return;
    if (node === this.outputs[l] && l < this.factors.weights.length) this.enterLayer(l, signal);
    if (node !== this.signals[l]) return;
    this.norms[l] = this.normOf(signal);
    this.isDone = l === 0;
  }

  passed(node: number, from: number, signal: Tensor): void {
    const l = this.layerOf.get(node);
    const below = this.layerOf.get(from);
    if (below === undefined) return;
    if (from === this.outputs[below]) this.fromAbove[below] = this.normOf(signal);
    if (below === l && l < this.factors.weights.length) this.passPart(node, l, signal);
  }

  /** All of the signal of a layer's output is there: what the weights above passed, and what bypassed them. */
  private enterLayer(l: number, signal: Tensor): void {
    const { weights, skip } = this.factors;
    weights[l] = this.fromAbove[l] / this.norms[l + 1];
    this.before = this.isJoined[l] ? this.normOf(signal) : this.fromAbove[l];
    skip[l] = this.isJoined[l] ? this.before / this.fromAbove[l] : 1;
  }

  private passPart(node: number, l: number, signal: Tensor): void {
    const { part } = this.network.model.nodes[node];
    if (!part) return;
    const now = this.normOf(signal);
    this.factors[part][l] = now / this.before;
    this.before = now;
  }

  private normOf(signal: Tensor): number {
    return this.network.engine.magnitudes(signal).l2;
  }
}
