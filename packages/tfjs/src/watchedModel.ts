import type { Optimizer, Tensor } from '@tensorflow/tfjs-core';

/** What is used of a `tf.LayersModel`; of anything else than a model, such as an object with an optimizer, only that. */
export interface WatchedModel {
  /** There once the model is compiled. */
  readonly optimizer: Optimizer;
  readonly layers?: readonly WatchedLayer[];
  /** As it was given to `compile`. */
  readonly loss?: unknown;
  /** One for each output, in place of which functions are put that look at what they are given. */
  readonly lossFunctions?: LossFunction[];
  getClassName?(): string;
}

export type LossFunction = (targets: Tensor, outputs: Tensor) => Tensor;

/** What is used of a layer. */
export interface WatchedLayer {
  readonly name: string;
  /** In place of which a function is put that looks at what it gives. */
  // biome-ignore lint/suspicious/noExplicitAny: the types of layers are those of tfjs-layers, which is no dependency
  call(inputs: Tensor | Tensor[], settings: any): Tensor | Tensor[];
  readonly weights: readonly { read(): Tensor }[];
  getClassName(): string;
  getConfig(): object;
}

/** The losses of a compiled model; a sequential one keeps them in a model of its own. */
export function lossFunctionsOf(model: WatchedModel): LossFunction[] | undefined {
  const { model: own } = model as { readonly model?: WatchedModel };
  return model.lossFunctions ?? own?.lossFunctions;
}

/** The layers of a model, with those of models within it in their place. */
export function leavesOf(layers: readonly WatchedLayer[]): WatchedLayer[] {
  return layers.flatMap(layer => {
    const own = (layer as { readonly layers?: readonly WatchedLayer[] }).layers;
    return Array.isArray(own) ? leavesOf(own) : [layer];
  });
}

/** The activation of a layer, as `relu`; undefined for none, and for recurrent layers, which have theirs at each time step. */
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

/** `units=12, activation=relu`: what of a layer's settings is a number, a text or a truth value. */
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
