import type { Tensor } from '../engine/engine.ts';
import type { Network } from '../network/network.ts';

/**
 * What becomes of the signal in one backward pass, node by node. It splits exactly: along a path from node i to its
 * input j, `norms[j] / norms[i] = gains[i][k] × join`, and join is 1 unless other nodes read j too.
 */
export interface NodeLedger {
  /** ‖∂loss/∂h‖ of every node; NaN if no signal arrives. */
  readonly norms: readonly number[];
  /**
   * For every node and each of its inputs: the norm of what it passes there over that of what arrived at it; NaN if it
   * passes nothing.
   */
  readonly gains: readonly (readonly number[])[];
}

/** Runs forward and backward, and measures the signal at every node: of a stack of layers, or through time. */
export function nodeLedger(network: Network): NodeLedger {
  const { engine, model } = network;
  const normOf = (signal: Tensor) => engine.magnitudes(signal).l2;
  const norms = model.nodes.map(() => Number.NaN);
  const gains = model.nodes.map(({ from }) => from.map(() => Number.NaN));
  network.backpropagate({
    arrived: (node, signal) => {
      norms[node] = normOf(signal);
    },
    passed: (node, from, signal) => {
      const next = model.nodes[node].from.findIndex((j, k) => j === from && Number.isNaN(gains[node][k]));
      gains[node][next] = normOf(signal) / norms[node];
    },
  });
  return { norms, gains };
}
