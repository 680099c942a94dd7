import type { Classification, Engine, Tensor, Values } from '../engine/engine.ts';
import type { RandomState } from '../random/randomState.ts';
import { Layer } from './layer.ts';
import type { LayerSettings } from './layerSettings.ts';
import { evaluateLoss, type Goal, lossPieces } from './loss.ts';
import type { LossKind } from './losses/index.ts';
import type { LearnedTensor, Parameters } from './parameters.ts';

/** Rows of `X` (`[samples, features]`, row-major), and for each its class, or values `[samples, outputs]`, row-major. */
export type LabelledInput = {
  readonly samples: number;
  readonly features: number;
  readonly X: Values;
} & ({ readonly y: Int32Array } | { readonly targets: Float64Array });

export interface NetworkOptions {
  /** Default `crossEntropy`. */
  readonly loss?: LossKind;
  /** Number of rows that it sees at once; by default all of the data, which is then loaded. */
  readonly rows?: number;
}

/** A feed-forward network bound to an engine and to the data it sees. */
export class Network {
  readonly engine: Engine;
  readonly layers: readonly Layer[];
  readonly loss: LossKind;
  readonly input: Tensor;
  readonly data: LabelledInput;
  private goal: Goal;
  /** By width: ∂loss/∂h of the layer just passed, if it has a skip connection. */
  private readonly skipped = new Map<number, Tensor>();

  /** Throws `RangeError` if the first layer's inputs are not the data's features. */
  constructor(
    engine: Engine,
    layers: readonly LayerSettings[],
    parameters: Parameters,
    data: LabelledInput,
    { loss = 'crossEntropy', rows = data.samples }: NetworkOptions = {},
  ) {
    const { fanIn } = layers[0];
    if (fanIn !== data.features) {
      throw new RangeError(`network: expected ${data.features} inputs, one for each feature, got ${fanIn}`);
    }
    this.engine = engine;
    this.layers = layers.map((settings, l) => new Layer(engine, settings, parameters[l], rows));
    this.loss = loss;
    this.input = engine.tensor(rows, data.features);
    this.data = data;
    this.goal = goalOf(data);
    if (rows === data.samples) this.input.values.set(data.X);
    for (const { settings } of this.layers) {
      if (settings.skip && !this.skipped.has(settings.width))
        this.skipped.set(settings.width, engine.tensor(rows, settings.width));
    }
  }

  /** Rows that it sees at once. */
  get samples(): number {
    return this.input.rows;
  }

  seesAllOf(data: LabelledInput): boolean {
    return data === this.data && this.samples === data.samples;
  }

  /** The tensors that training changes, layer 1 first. */
  get learned(): LearnedTensor[] {
    return this.layers.flatMap(({ learned }) => learned);
  }

  /** Loads these rows of the data, `samples` of them, as the network's input from now on. */
  load(rows: Int32Array): void {
    const { data } = this;
    this.input.values.set(gatherRows(data.X, data.features, rows));
    this.goal =
      'y' in data
        ? { labels: Int32Array.from(rows, row => data.y[row]) }
        : { targets: gatherRows(data.targets, data.targets.length / data.samples, rows) };
  }

  /** Draws new dropout masks, layer 1 first. */
  drawMasks(random: RandomState): void {
    for (const layer of this.layers) layer.drawMask(random);
  }

  /**
   * Overwrites every layer's `h`; returns the output layer's `[samples, outputs]`: scores, if it has no
   * activation.
   */
  forward(training = true): Tensor {
    for (const [l, layer] of this.layers.entries()) layer.forward(this.inputOf(l), training);
    return this.output.h;
  }

  /** Runs forward and finds the mean loss, without `l2`. Overwrites the output layer's `dz`. */
  classify(training = true): Classification {
    const { output } = this;
    const result = evaluateLoss(this.loss, this.engine, this.forward(training), this.goal, output.d);
    if (output.settings.activation.kind !== 'identity') output.backwardToZ(output.d, output.dz);
    return result;
  }

  /**
   * After a forward pass: the smooth piece of its function on which every unit of every sample lies, and
   * every entry of the loss.
   */
  pieces(): Int32Array[] {
    const ofLoss = lossPieces(this.loss, this.output.h, this.goal);
    return [...this.layers.map(layer => layer.pieces()), ofLoss];
  }

  /** {@link classify}, then backward: overwrites every layer's `dz` and the gradients of all that is learned. */
  backpropagate(): Classification {
    const result = this.classify();
    this.backward();
    return result;
  }

  /**
   * From the output layer's `dz`, overwrites that of every other layer and the gradients of all learned
   * tensors.
   */
  backward(): void {
    let isAtZ = true;
    for (let l = this.layers.length - 1; l >= 0; l--) isAtZ = this.backwardThrough(l, isAtZ);
  }

  /**
   * Folds the last batch into the running values that batch normalization evaluates with; call it once per
   * step, at its update.
   */
  remember(): void {
    for (const { normalization } of this.layers) normalization?.remember?.();
  }

  /** `½ Σ‖W‖²` over all layers: the factor of the coefficient `l2`. */
  halfSquaredWeights(): number {
    let sum = 0;
    for (const { W } of this.layers) {
      const norm = this.engine.magnitudes(W).l2;
      sum += norm * norm;
    }
    return 0.5 * sum;
  }

  /** A copy of the present parameters. */
  parameters(): Parameters {
    return this.layers.map(layer => layer.parameters());
  }

  /** The input of layer `l`, counted from 0. */
  inputOf(l: number): Tensor {
    return l === 0 ? this.input : this.layers[l - 1].h;
  }

  private get output(): Layer {
    return this.layers[this.layers.length - 1];
  }

  /**
   * From ∂loss/∂h of layer `l`, or from its δ, to that of the layer below; returns whether it left δ there.
   */
  private backwardThrough(l: number, isAtZ: boolean): boolean {
    const layer = this.layers[l];
    const x = this.inputOf(l);
    const skipped = layer.settings.skip ? this.skipped.get(layer.settings.width) : undefined;
    skipped?.values.set(layer.d.values);
    if (!isAtZ) layer.backwardToZ(layer.d, layer.dz);
    layer.backwardToParameters(x);
    if (l === 0) return false;
    const below = this.layers[l - 1];
    if (below.isPlain && !skipped) layer.backwardToPlain(below);
    else layer.backwardToInput(x, below.d, skipped);
    return below.isPlain && !skipped;
  }
}

function goalOf(data: LabelledInput): Goal {
  return 'y' in data ? { labels: data.y } : { targets: data.targets };
}

function gatherRows(values: Values, columns: number, rows: Int32Array): Float64Array {
  const gathered = new Float64Array(rows.length * columns);
  for (const [at, row] of rows.entries()) {
    gathered.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
  }
  return gathered;
}
