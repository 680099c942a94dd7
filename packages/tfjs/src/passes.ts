import { keep, type Tensor } from '@tensorflow/tfjs-core';
import {
  activationOf,
  type LossFunction,
  leavesOf,
  lossFunctionsOf,
  settingsOf,
  type WatchedLayer,
  type WatchedModel,
} from './watchedModel.ts';

/** A module of the log: a layer, or the activation within it. */
export interface Module {
  readonly name: string;
  readonly kind: string;
  readonly settings?: string;
  readonly inputs?: readonly number[];
  readonly outputs: readonly number[];
  calls: number;
}

/** A module's last output; null for a layer whose activation hides it. */
interface Seen {
  readonly module: Module;
  readonly activation: string | undefined;
  output: Tensor | null;
}

/**
 * The tensors that pass through a model in one step. They are our own handles; {@link Passes.release} frees
 * them.
 */
export class Passes {
  /** In the order in which they first ran. */
  readonly seen = new Map<string, Seen>();
  inputs: Tensor | undefined;
  targets: Tensor | undefined;
  outputs: Tensor | undefined;
  /** Loss of each sample of the first output, without weights and penalties. */
  losses: Tensor | undefined;

  takeLayer(layer: WatchedLayer, inputs: Tensor | Tensor[], output: Tensor | Tensor[]): void {
    const [x, z] = [firstOf(inputs), firstOf(output)];
    if (!z || layer.getClassName() === 'InputLayer') return;
    if (this.seen.size === 0 && x?.dtype === 'float32' && layer.getClassName() !== 'Embedding') {
      this.inputs = kept(x);
    }
    const kind = layer.getClassName();
    const activation = activationOf(layer);
    const isItself = activation === kind.toLowerCase();
    const own = { kind, settings: settingsOf(layer), ...(x && { inputs: x.shape }), outputs: z.shape };
    this.see(layer.name, own, activation && !isItself ? null : z, isItself ? activation : undefined);
    if (activation && !isItself) {
      this.see(`${layer.name}>${activation}`, { kind: activation, outputs: z.shape }, z, activation);
    }
  }

  takeLoss(targets: Tensor, outputs: Tensor, losses: Tensor): void {
    for (const tensor of [this.targets, this.outputs, this.losses]) tensor?.dispose();
    [this.targets, this.outputs, this.losses] = [kept(targets), kept(outputs), kept(losses)];
  }

  release(): void {
    for (const { output } of this.seen.values()) output?.dispose();
    for (const tensor of [this.inputs, this.targets, this.outputs, this.losses]) tensor?.dispose();
  }

  private see(
    name: string,
    about: Omit<Module, 'name' | 'calls'>,
    output: Tensor | null,
    activation?: string,
  ): void {
    const before = this.seen.get(name);
    before?.output?.dispose();
    const module = before?.module ?? { name, ...about, calls: 0 };
    module.calls++;
    this.seen.set(name, { module, activation, output: output && kept(output) });
  }
}

const firstOf = (tensors: Tensor | Tensor[]): Tensor | undefined =>
  Array.isArray(tensors) ? tensors[0] : tensors;

/** Another handle on the same numbers, which outlives the step. */
const kept = (tensor: Tensor): Tensor => keep(tensor.clone());

/**
 * Lets a look-out, while there is one, see the inputs and outputs of the layers and the first loss of a
 * model.
 *
 * @returns a function that removes its wrappers from the model
 */
export function listen(model: WatchedModel, lookOut: () => Passes | undefined): () => void {
  const undo = leavesOf(model.layers ?? []).map(layer => {
    const { call } = layer;
    const watched: typeof call = (inputs, settings) => {
      const output = call.call(layer, inputs, settings);
      lookOut()?.takeLayer(layer, inputs, output);
      return output;
    };
    layer.call = watched;
    return () => {
      // The method of its class shows again.
      if (layer.call === watched) Reflect.deleteProperty(layer, 'call');
    };
  });
  const losses = lossFunctionsOf(model);
  const lossOf = losses?.[0];
  const leaveLayers = () => {
    for (const one of undo) one();
  };
  if (!losses || !lossOf) return leaveLayers;
  const watchedLoss: LossFunction = (targets, outputs) => {
    const each = lossOf(targets, outputs);
    lookOut()?.takeLoss(targets, outputs, each);
    return each;
  };
  losses[0] = watchedLoss;
  return () => {
    leaveLayers();
    if (losses[0] === watchedLoss) losses[0] = lossOf;
  };
}
