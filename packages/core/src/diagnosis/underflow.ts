import type { Values } from '../engine/engine.ts';
import { wasmEngine } from '../engine/wasm.ts';
import type { Prepared } from '../experiment/prepare.ts';
import type { Experiment } from '../experiment/schema.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { type UnderflowShares, underflowShares } from '../probe/underflow.ts';

/**
 * The parts of the weights' gradients that are too small for number formats, before the first update, on all
 * data.
 */
export interface UnderflowEvidence {
  /**
   * For each layer, the output last: the share of entries that are 0 only because of the experiment's
   * precision.
   */
  readonly lost: readonly number[];
  /** For each layer the shares that would be 0 in half precision, without loss scaling. */
  readonly half: readonly UnderflowShares[];
  /**
   * Whether the optimizer makes full steps from gradients as small as the lost ones, so that only the format
   * is to blame.
   */
  readonly onlyFormat: boolean;
}

/**
 * The gradient is scaled up by this power of two to see what float64 loses of it: far from the largest number
 * on the other side.
 */
const SCALE = 2 ** 900;

/** Measures network `index` at its start, without dropout. @param prepared of the same experiment */
export function underflowOf(experiment: Experiment, prepared: Prepared, index: number): UnderflowEvidence {
  const gradients = gradientsOf(prepared, index, 'float64');
  const isSingle = experiment.precision === 'float32';
  const own = isSingle ? gradientsOf(prepared, index, 'float32') : gradients;
  const exact = isSingle ? gradients : gradientsOf(prepared, index, 'float64', SCALE);
  const lost = lostShares(own, exact);
  const sizes = gradients.filter((_, l) => lost[l] > 0).map(largest);
  return {
    lost,
    half: gradients.map(underflowShares),
    onlyFormat: isSingle && Math.max(...sizes, 0) > leastGradient(experiment.training.optimizer),
  };
}

/** ∂loss/∂W of every layer, `scale` times. */
function gradientsOf(
  { data, loss, networks }: Prepared,
  index: number,
  precision: Experiment['precision'],
  scale = 1,
): Values[] {
  const { layers, parameters } = networks[index];
  const settings = layers.map(layer => ({ ...layer, dropout: 0 }));
  const network = new Network(modelOf(wasmEngine(precision), settings, parameters), data, { loss });
  network.classify();
  const { values } = network.layers[network.layers.length - 1].dz;
  for (let i = 0; i < values.length; i++) values[i] *= scale;
  network.backward();
  return network.layers.map(({ dW }) => dW.values.slice());
}

/**
 * For each layer, the share of entries that are 0 only in the first. Layers below one that has lost
 * everything receive nothing.
 */
function lostShares(own: readonly Values[], exact: readonly Values[]): number[] {
  const shares = own.map((values, l) => {
    let count = 0;
    for (let i = 0; i < values.length; i++) if (values[i] === 0 && exact[l][i] !== 0) count++;
    return count / values.length;
  });
  const isNothing = own.map(values => values.every(value => value === 0));
  const lowest = shares.findIndex((share, l) => share > 0 && isNothing[l]);
  return shares.map((share, l) => (l < lowest && isNothing[l] ? 1 : share));
}

function largest(values: Values): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]));
  return size;
}

/**
 * The gradient below which an optimizer makes smaller steps: those that divide by its size do so down to
 * their ε.
 */
function leastGradient(optimizer: Experiment['training']['optimizer']): number {
  return 'epsilon' in optimizer ? optimizer.epsilon : Number.POSITIVE_INFINITY;
}
