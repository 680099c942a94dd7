import type { Optimizer, Tensor } from '@tensorflow/tfjs-core';

/** The part of a `tf.LayersModel` that is used; other objects need only an optimizer. */
export interface WatchedModel {
  /** Present once the model is compiled. */
  readonly optimizer: Optimizer;
  readonly layers?: readonly WatchedLayer[];
  /** As passed to `compile`. */
  readonly loss?: unknown;
  /** One for each output; the watcher replaces them by functions that inspect their arguments. */
  readonly lossFunctions?: LossFunction[];
  getClassName?(): string;
}

export type LossFunction = (targets: Tensor, outputs: Tensor) => Tensor;

/** The part of a layer that is used. */
export interface WatchedLayer {
  readonly name: string;
  /** In place of which a function is put that looks at what it gives. */
  // biome-ignore lint/suspicious/noExplicitAny: the types of layers are those of tfjs-layers, which is no dependency
  call(inputs: Tensor | Tensor[], settings: any): Tensor | Tensor[];
  readonly weights: readonly { read(): Tensor }[];
  getClassName(): string;
  getConfig(): object;
}

/** The losses of a compiled model; a sequential model keeps them in an inner model. */
export function lossFunctionsOf(model: WatchedModel): LossFunction[] | undefined {
  const { model: own } = model as { readonly model?: WatchedModel };
  return model.lossFunctions ?? own?.lossFunctions;
}

/** The layers of a model, with nested models replaced by their layers. */
export function leavesOf(layers: readonly WatchedLayer[]): WatchedLayer[] {
  return layers.flatMap(layer => {
    const own = (layer as { readonly layers?: readonly WatchedLayer[] }).layers;
    return Array.isArray(own) ? leavesOf(own) : [layer];
  });
}

/**
 * The activation of a layer, such as `relu`; undefined for none, and for recurrent layers, which have theirs
 * at each time step.
 */
export function activationOf(layer: WatchedLayer): string | undefined {
  const kind = layer.getClassName();
  if (/^(?:ReLU|Softmax)$/.test(kind)) return kind.toLowerCase();
  const { activation, cell } = layer as { readonly activation?: unknown; readonly cell?: unknown };
  if (cell !== undefined || !isNamed(activation)) return undefined;
  const name = activation.getClassName();
  return name === 'linear' ? undefined : name;
}

const isNamed = (value: unknown): value is { getClassName(): string } =>
  typeof (value as { getClassName?: unknown } | undefined)?.getClassName === 'function';

/** `units=12, activation=relu`: those of a layer's settings that are numbers, texts or booleans. */
export function settingsOf(layer: WatchedLayer): string {
  return Object.entries(layer.getConfig())
    .filter(
      ([name, value]) => !UNSAID.includes(name) && ['number', 'string', 'boolean'].includes(typeof value),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
    .slice(0, LONGEST);
}

const UNSAID = ['name', 'trainable', 'dtype'];
const LONGEST = 200;
