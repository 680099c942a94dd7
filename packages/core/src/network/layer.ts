import type { Activation, Engine, Tensor } from '../engine/engine.ts';
import type { RandomState } from '../random/randomState.ts';
import { identity } from './activation/identity.ts';
import { activationOf } from './activation/index.ts';
import { prelu } from './activation/prelu.ts';
import { columnsOf, type LayerSettings } from './layerSettings.ts';
import { maxoutBackward, maxoutForward } from './maxout.ts';
import { BatchNorm } from './normalization/batchNorm.ts';
import { LayerNorm } from './normalization/layerNorm.ts';
import type { Normalization } from './normalization/normalization.ts';
import type { LayerParameters, LearnedTensor } from './parameters.ts';
import { softmaxBackward, softmaxForward } from './softmax.ts';

/** The parts that the signal passes on its way back from h to z. */
export type Part = 'dropout' | 'slope' | 'normalization';

/**
 * One layer on `n` samples: `h = φ(norm(x V + b))`, with dropout `⊙ m`, with a skip connection `+ x`.
 *
 *   x  [n, i]   what comes in: h of the layer below, or the data
 *   V  [i, o]   scale · W, made anew by every forward pass; W itself where scale is 1
 *   z  [n, o]   x V + b; of a normalized layer it is overwritten by x̂
 *   u  [n, o]   what φ is applied to: z, or γ x̂ + β
 *   a  [n, w]   φ(u); of maxout w = o / pieces, else w = o
 *   h  [n, w]   what goes out
 *   d  [n, w]   on its way back: ∂loss/∂h, then, but for maxout, δ = ∂loss/∂z
 *
 * Tensors that need not be told apart are one: the plain layer has h = a = u = z, and its φ and φ′ are fused with the
 * products.
 */
export class Layer {
  readonly settings: LayerSettings;
  readonly W: Tensor;
  readonly V: Tensor;
  readonly b: Tensor;
  readonly h: Tensor;
  /** The signal δ = ∂loss/∂z, `[n, o]`. */
  readonly dz: Tensor;
  readonly dW: Tensor;
  readonly db: Tensor;
  /** φ; undefined for maxout and softmax, which are not elementwise. */
  readonly activation: Activation | undefined;
  /** φ(u), before dropout and skip. */
  readonly a: Tensor;
  readonly u: Tensor;
  /** ∂loss/∂h; it shares memory with δ if both have the same shape. */
  readonly d: Tensor;
  /** Whether φ follows the affine map directly, with nothing after it: then products and φ are fused. */
  readonly isPlain: boolean;
  readonly normalization: Normalization | undefined;
  /** The factor that each unit's output was last multiplied by. */
  readonly mask: Tensor | undefined;
  private readonly engine: Engine;
  private readonly z: Tensor;
  private readonly chosen: Int32Array | undefined;
  private readonly slope: LearnedTensor | undefined;

  constructor(engine: Engine, settings: LayerSettings, parameters: LayerParameters, n: number) {
    const { fanIn, width, activation, normalization, skip, dropout, scale } = settings;
    const o = columnsOf(settings);
    const tensor = (rows: number, columns: number) => engine.tensor(rows, columns);
    const maxout = activation.kind === 'maxout';
    this.engine = engine;
    this.settings = settings;
    [this.W, this.b, this.dW, this.db] = [tensor(fanIn, o), tensor(1, o), tensor(fanIn, o), tensor(1, o)];
    this.V = scale === 1 ? this.W : tensor(fanIn, o);
    if (activation.kind === 'prelu') {
      const [value, gradient] = [tensor(1, 1), tensor(1, 1)];
      value.values[0] = activation.slope;
      this.slope = { name: 'slope', tensor: value, gradient, decays: false };
      this.activation = prelu(() => value.values[0]);
    } else if (activation.kind !== 'maxout' && activation.kind !== 'softmax') {
      this.activation = activationOf(activation);
    }
    if (normalization === 'batch') this.normalization = new BatchNorm(engine, o);
    if (normalization === 'layer') this.normalization = new LayerNorm(engine, n, o);
    this.isPlain =
      this.activation?.readsInput === false && normalization === 'none' && !skip && dropout === 0;
    this.z = tensor(n, o);
    this.u = this.normalization ? tensor(n, o) : this.z;
    this.a = maxout || this.activation?.readsInput ? tensor(n, width) : this.u;
    this.h = skip || dropout > 0 ? tensor(n, width) : this.a;
    this.dz = tensor(n, o);
    this.d = maxout ? tensor(n, width) : this.dz;
    if (maxout) this.chosen = new Int32Array(n * width);
    if (dropout > 0) {
      this.mask = tensor(n, width);
      this.mask.values.fill(1);
    }
    this.load(parameters);
  }

  /** The tensors that training changes, with their gradients. */
  get learned(): LearnedTensor[] {
    return [
      { name: 'W', tensor: this.W, gradient: this.dW, decays: true },
      ...(this.settings.bias
        ? [{ name: 'b', tensor: this.b, gradient: this.db, decays: false } as const]
        : []),
      ...(this.normalization?.learned ?? []),
      ...(this.slope ? [this.slope] : []),
    ];
  }

  /**
   * Draws the units that the next training steps leave out; the others are scaled up, so that the mean stays.
   */
  drawMask(random: RandomState): void {
    if (!this.mask) return;
    const { values } = this.mask;
    const { dropout } = this.settings;
    for (let i = 0; i < values.length; i++) values[i] = random.random() < dropout ? 0 : 1 / (1 - dropout);
  }

  /** Overwrites h. Evaluation uses batch normalization's running values, and leaves no unit out. */
  forward(x: Tensor, training: boolean): void {
    const { engine, activation } = this;
    this.scaleWeights();
    if (this.isPlain && activation) {
      engine.dense(x, this.V, this.b, activation, this.h);
      return;
    }
    engine.dense(x, this.V, this.b, identity, this.z);
    this.normalization?.forward(this.z, this.u, training);
    if (activation) engine.activate(activation, this.u, this.a);
    else if (this.chosen) maxoutForward(this.u, this.a, this.chosen);
    else softmaxForward(this.u, this.a);
    if (this.h !== this.a) this.join(x, training ? this.mask : undefined);
  }

  /**
   * Overwrites `d = ∂loss/∂h`, going back through dropout, φ and normalization; δ is then in `dz`, which is d
   * itself except
   * for maxout. `passed` receives each part with the signal after it. Overwrites the gradients of γ, β and
   * prelu's slope.
   */
  backwardToZ(d: Tensor, dz: Tensor, passed?: (part: Part, signal: Tensor) => void): void {
    if (this.mask) {
      multiply(d, this.mask);
      passed?.('dropout', d);
    }
    if (this.slope) this.slope.gradient.values[0] = slopeGradient(d, this.u);
    if (this.activation) this.engine.multiplyBySlope(this.activation, this.u, this.a, d);
    else if (this.chosen) maxoutBackward(d, this.chosen, dz);
    else softmaxBackward(d, this.a);
    passed?.('slope', dz);
    if (this.normalization) {
      this.normalization.backward(this.z, dz);
      passed?.('normalization', dz);
    }
  }

  /** From δ, overwrites dW and db. */
  backwardToParameters(x: Tensor): void {
    this.engine.denseWeightGradient(x, this.dz, this.dW);
    if (this.V !== this.W) scaleBy(this.settings.scale, this.dW, this.dW);
    this.engine.denseBiasGradient(this.dz, this.db);
  }

  /** From δ, overwrites `dx = ∂loss/∂x`; `skipped` is the signal that bypasses the layer, ∂loss/∂h. */
  backwardToInput(x: Tensor, dx: Tensor, skipped?: Tensor): void {
    this.engine.denseInputGradient(this.dz, this.V, identity, x, dx);
    if (skipped) add(dx, skipped);
  }

  /** From δ, overwrites the δ of the plain layer below, in one fused product. */
  backwardToPlain(below: Layer): void {
    this.engine.denseInputGradient(this.dz, this.V, below.activation!, below.h, below.dz);
  }

  /**
   * The smooth piece of its function on which each entry of the last forward pass lies; empty for a function
   * without kinks.
   */
  pieces(): Int32Array {
    if (this.chosen) return this.chosen.slice();
    const { activation, a, u } = this;
    if (!activation?.piece) return new Int32Array(0);
    const [output, input] = [a.values, u.values];
    const pieces = new Int32Array(output.length);
    for (let i = 0; i < pieces.length; i++) pieces[i] = activation.piece(output[i], input[i]);
    return pieces;
  }

  /** A copy of the present parameters. */
  parameters(): LayerParameters {
    const { W, b, normalization, slope } = this;
    const { gamma, beta, running } = normalization ?? {};
    return {
      fanIn: W.rows,
      fanOut: W.columns,
      W: W.values.slice(),
      b: b.values.slice(),
      ...(gamma && beta ? { gamma: gamma.values.slice(), beta: beta.values.slice() } : {}),
      ...(running ? { mean: running.mean.values.slice(), variance: running.variance.values.slice() } : {}),
      ...(slope ? { slope: slope.tensor.values.slice() } : {}),
    };
  }

  /** Loads these parameters; those that are missing stay. */
  load({ W, b, gamma, beta, mean, variance, slope }: LayerParameters): void {
    const { normalization } = this;
    this.W.values.set(W);
    if (this.settings.bias) this.b.values.set(b);
    if (gamma) normalization?.gamma.values.set(gamma);
    if (beta) normalization?.beta.values.set(beta);
    if (mean) normalization?.running?.mean.values.set(mean);
    if (variance) normalization?.running?.variance.values.set(variance);
    if (slope) this.slope?.tensor.values.set(slope);
  }

  /** Computes V from the present W. */
  scaleWeights(): void {
    if (this.V !== this.W) scaleBy(this.settings.scale, this.W, this.V);
  }

  /** h = a ⊙ mask + x, with only the terms that the layer has. */
  private join(x: Tensor, mask: Tensor | undefined): void {
    this.h.values.set(this.a.values);
    if (mask) multiply(this.h, mask);
    if (this.settings.skip) add(this.h, x);
  }
}

/** x ← x + y */
function add(x: Tensor, y: Tensor): void {
  const [sum, term] = [x.values, y.values];
  for (let i = 0; i < sum.length; i++) sum[i] += term[i];
}

/** x ← x ⊙ y */
function multiply(x: Tensor, y: Tensor): void {
  const [product, factor] = [x.values, y.values];
  for (let i = 0; i < product.length; i++) product[i] *= factor[i];
}

/** y ← factor · x */
function scaleBy(factor: number, x: Tensor, y: Tensor): void {
  const [values, scaled] = [x.values, y.values];
  for (let i = 0; i < scaled.length; i++) scaled[i] = factor * values[i];
}

/** Σ d u over u < 0: the gradient of prelu's slope. */
function slopeGradient(d: Tensor, u: Tensor): number {
  const [signal, input] = [d.values, u.values];
  let sum = 0;
  for (let i = 0; i < signal.length; i++) if (input[i] < 0) sum += signal[i] * input[i];
  return sum;
}
