import { getBackend, type Optimizer, type Tensor, version_core } from '@tensorflow/tfjs-core';
import type { Module } from './passes.ts';
import { leavesOf, type WatchedModel } from './watchedModel.ts';

/** A parameter of two dimensions or more. */
export interface Parameter {
  readonly weights: Tensor;
  readonly name: string;
  /** Name of its layer. */
  readonly module: string | null;
  readonly frozen: boolean;
}

/** The model's parameters in the order of its layers, followed by other trained tensors. */
export function parametersOf(model: WatchedModel, trained: readonly Tensor[]): Parameter[] {
  const layers = leavesOf(model.layers ?? []);
  const owned = layers.flatMap(({ name, weights }) => weights.map(one => [one.read(), name] as const));
  const owners = new Map<Tensor, string | null>(owned);
  for (const weights of trained) if (!owners.has(weights)) owners.set(weights, null);
  const isTrained = new Set(trained);
  return [...owners]
    .filter(([weights]) => weights.rank > 1)
    .map(([weights, module]) => {
      const { name } = weights as Tensor & { readonly name: string };
      return { weights, name, module, frozen: !isTrained.has(weights) };
    });
}

/** The first line of a log of schema 2. */
export function headOf(
  model: WatchedModel,
  every: number,
  modules: readonly Module[],
  parameters: readonly Parameter[],
): object {
  const kind = lossKindOf(model);
  return {
    gradscope: 2,
    framework: `tensorflow.js ${version_core}`,
    model: model.getClassName?.() ?? null,
    every,
    dtype: parameters[0]?.weights.dtype ?? null,
    device: getBackend(),
    optimizer: { kind: model.optimizer.getClassName(), ...optimizerSettings(model.optimizer) },
    ...(model.loss !== undefined && { loss: { kind, operations: operationsOf(kind, modules), terms: 1 } }),
    modules,
    parameters: parameters.map(({ name, module, frozen, weights: { shape } }) => ({
      name,
      module,
      shape,
      ...(frozen && { frozen }),
    })),
  };
}

/** Names of losses as logs of schema 2 have them. */
const LOSSES: Readonly<Record<string, string>> = {
  meanSquaredError: 'mse_loss',
  meanAbsoluteError: 'l1_loss',
  binaryCrossentropy: 'binary_cross_entropy',
  categoricalCrossentropy: 'cross_entropy',
  sparseCategoricalCrossentropy: 'cross_entropy',
};

/** The kind of the first output's loss; null for a function that is not one of TensorFlow.js. */
export function lossKindOf({ loss }: WatchedModel): string | null {
  const [first] = typeof loss === 'object' && loss !== null ? Object.values(loss) : [loss];
  const name = typeof first === 'function' ? first.name : first;
  return typeof name === 'string' ? (LOSSES[name] ?? (typeof first === 'string' ? name : null)) : null;
}

/**
 * The output's activation and the loss. Cross-entropy here takes probabilities: the softmax before it is a
 * part of it.
 */
function operationsOf(kind: string | null, modules: readonly Module[]): string[] {
  const last = modules.at(-1)?.name.split('>')[1];
  const isPart = kind === 'cross_entropy' && (last === 'softmax' || last === 'sigmoid');
  return [last && !isPart ? last : null, kind].filter(name => name !== null);
}

/** The settings of an optimizer by PyTorch's names. */
function optimizerSettings(optimizer: Optimizer): object {
  const { learningRate, beta1, beta2, epsilon, useNesterov, ...others } = optimizer.getConfig();
  return {
    lr: learningRate,
    ...(beta1 !== undefined && { betas: [beta1, beta2] }),
    ...(epsilon !== undefined && { eps: epsilon }),
    ...(useNesterov !== undefined && { nesterov: useNesterov }),
    ...others,
  };
}

/** The step size that the next update has. */
export function stepSizeOf(optimizer: Optimizer): number | undefined {
  const { learningRate } = optimizer.getConfig();
  return typeof learningRate === 'number' ? learningRate : undefined;
}
