import type { Classification, Engine, Tensor, Values } from '../engine/engine.ts';
import type { RandomState } from '../random/randomState.ts';
import { Layer } from './layer.ts';
import { evaluateLoss, type Goal, lossPieces } from './loss.ts';
import type { LossKind } from './losses/index.ts';
import type { Model } from './model.ts';
import type { LearnedTensor, Parameters } from './parameters.ts';
import type { Pass, PassOptions, Visitor } from './pass.ts';

/**
 * Rows of `X` (`[samples, features]`, row-major), and for each its class, or values `[samples, outputs]`, row-major; or
 * for each of its positions, side by side.
 */
export type LabelledInput = {
  readonly samples: number;
  readonly features: number;
  readonly axes?: readonly number[] | undefined;
  readonly X: Values;
} & ({ readonly y: Int32Array } | { readonly targets: Float64Array });

export interface NetworkOptions extends PassOptions {
  /** Default `crossEntropy`. */
  readonly loss?: LossKind;
  /** Number of rows that it sees at once; by default all of the data, which is then loaded. */
  readonly rows?: number;
}

/** A model bound to the data it sees, with the loss that it is to make small. */
export class Network {
  readonly model: Model;
  readonly engine: Engine;
  readonly layers: readonly Layer[];
  readonly loss: LossKind;
  readonly data: LabelledInput;
  readonly input: Tensor;
  /** Rows that it sees at once. */
  readonly samples: number;
  /** The answers that it gives at once: one for each row, or one for each position of each. */
  readonly answers: number;
  /** What computes it on the rows that it sees at once. */
  readonly pass: Pass;
  private goal: Goal;
  /** Networks of this model on other data, by the data. */
  private readonly others = new Map<LabelledInput, Network>();

  /** Throws `RangeError` if the model's inputs are not the data's features. */
  constructor(
    model: Model,
    data: LabelledInput,
    { loss = 'crossEntropy', rows = data.samples, ...options }: NetworkOptions = {},
  ) {
    const { positions, channels } = model.input;
    if (positions * channels !== data.features) {
      throw new RangeError(
        `network: expected ${data.features} inputs, one for each feature, got ${positions * channels}`,
      );
    }
    this.model = model;
    this.engine = model.engine;
    this.samples = rows;
    this.pass = model.pass(rows, options);
    this.input = this.pass.input;
    this.answers = this.pass.output.h.rows;
    this.layers = model.layers.map(layer => new Layer(this.pass, layer));
    this.loss = loss;
    this.data = data;
    this.goal = goalOf(data);
    if (loss === 'crossEntropy') this.engine.reserveLoss?.(this.pass.output.h.rows);
    if (rows === data.samples) this.input.values.set(data.X);
  }

  seesAllOf(data: LabelledInput): boolean {
    return data === this.data && this.samples === data.samples;
  }

  /**
   * This model on all of other data, to be evaluated: the network itself if it sees all of them anyway. The
   * parameters are shared, and the memory is used again for the same data.
   */
  on(data: LabelledInput): Network {
    if (this.seesAllOf(data)) return this;
    const known = this.others.get(data);
    if (known) return known;
    const other = new Network(this.model, data, { loss: this.loss, backward: 'nothing' });
    this.others.set(data, other);
    return other;
  }

  /** The tensors that training changes, layer 1 first. */
  get learned(): readonly LearnedTensor[] {
    return this.model.learned;
  }

  /** Loads these rows of the data, `samples` of them, as the network's input from now on. */
  load(rows: Int32Array): void {
    const { data } = this;
    this.input.values.set(gatherRows(data.X, data.features, rows));
    this.goal =
      'y' in data
        ? { labels: gatherRows(data.y, data.y.length / data.samples, rows, new Int32Array(this.answers)) }
        : { targets: gatherRows(data.targets, data.targets.length / data.samples, rows) };
  }

  /** Draws new dropout masks, layer 1 first. */
  drawMasks(random: RandomState): void {
    this.pass.draw(random);
  }

  /**
   * Overwrites every layer's `h`; returns the output layer's `[samples, outputs]`: scores, if it has no
   * activation.
   */
  forward(training = true): Tensor {
    this.pass.forward(training);
    return this.pass.output.h;
  }

  /** Runs forward and finds the mean loss, without `l2`. Overwrites the output's signal, ∂loss/∂h. */
  classify(training = true): Classification {
    const outputs = this.forward(training);
    return evaluateLoss(this.loss, this.engine, outputs, this.goal, this.pass.output.d);
  }

  /**
   * After a forward pass: the smooth piece of its function on which every unit of every sample lies, and
   * every entry of the loss.
   */
  pieces(): Int32Array[] {
    return [...this.pass.pieces(), lossPieces(this.loss, this.pass.output.h, this.goal)];
  }

  /** {@link classify}, then backward: overwrites every layer's `dz` and the gradients of all that is learned. */
  backpropagate(visitor?: Visitor): Classification {
    const result = this.classify();
    this.backward(visitor);
    return result;
  }

  /**
   * From the output's signal, overwrites that of every layer and the gradients of all learned tensors.
   */
  backward(visitor?: Visitor): void {
    this.pass.backward(visitor);
  }

  /**
   * Folds the last batch into the running values that batch normalization evaluates with; call it once per
   * step, at its update.
   */
  remember(): void {
    this.pass.remember();
  }

  /** `½ Σ‖W‖²` over all weights: the factor of the coefficient `l2`. */
  halfSquaredWeights(): number {
    let sum = 0;
    for (const { tensor, decays } of this.learned) {
      if (!decays) continue;
      const norm = this.engine.magnitudes(tensor).l2;
      sum += norm * norm;
    }
    return 0.5 * sum;
  }

  /** A copy of the present parameters. */
  parameters(): Parameters {
    return this.model.parameters();
  }
}

function goalOf(data: LabelledInput): Goal {
  return 'y' in data ? { labels: data.y } : { targets: data.targets };
}

function gatherRows<Into extends Values | Int32Array = Float64Array>(
  values: Values | Int32Array,
  columns: number,
  rows: Int32Array,
  gathered = new Float64Array(rows.length * columns) as Values | Int32Array as Into,
): Into {
  for (const [at, row] of rows.entries()) {
    gathered.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
  }
  return gathered;
}
