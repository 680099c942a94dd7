import type { Activation, Tensor } from '../engine/engine.ts';
import type { LayerSettings } from './layerSettings.ts';
import type { ModelLayer } from './modelLayer.ts';
import type { LayerParameters, LearnedTensor } from './parameters.ts';
import type { Pass } from './pass.ts';

/**
 * One layer on the `n` rows of a pass: `h = φ(norm(scale · x W + b))`, with dropout `⊙ m`, with a skip connection
 * `+ x`. Tensors that need not be told apart are one: the plain layer has h = a = u, and d = dz.
 */
export class Layer {
  readonly settings: LayerSettings;
  /** What comes in: h of the layer below, or the data. `[n, i]` */
  readonly x: Tensor;
  readonly W: Tensor;
  readonly b: Tensor;
  readonly dW: Tensor;
  readonly db: Tensor;
  /** What φ is applied to: the product, or γ x̂ + β. `[n, o]` */
  readonly u: Tensor;
  /** φ(u), before dropout and skip. `[n, w]`; for maxout w = o / pieces, else w = o. */
  readonly a: Tensor;
  /** What goes out. `[n, w]` */
  readonly h: Tensor;
  /** The signal δ = ∂loss/∂z, `[n, o]`. */
  readonly dz: Tensor;
  /** ∂loss/∂h as it arrives; but for maxout it shares memory with δ, into which a backward pass turns it. */
  readonly d: Tensor;
  /** φ; undefined for maxout and softmax, which are not elementwise. */
  readonly activation: Activation | undefined;
  /** The factor that each unit's output was last multiplied by. */
  readonly mask: Tensor | undefined;
  private readonly own: ModelLayer;

  constructor(pass: Pass, layer: ModelLayer) {
    const { settings, places, activation } = layer;
    this.own = layer;
    this.x = pass.x(places.first);
    this.settings = settings;
    const { W, b } = layer;
    [this.W, this.dW, this.b, this.db] = [W.tensor, W.gradient, b.tensor, b.gradient];
    [this.u, this.a, this.h] = [pass.h(places.u), pass.h(places.a), pass.h(places.h)];
    [this.dz, this.d] = [pass.d(places.z), pass.d(places.h)];
    this.activation = activation;
    this.mask = pass.operations.slice(places.first, places.h + 1).find(({ mask }) => mask)?.mask;
  }

  /** The tensors that training changes, with their gradients. */
  get learned(): readonly LearnedTensor[] {
    return this.own.learned;
  }

  /** The weights that probes measure: W; also U of a recurrence, O of an attention, and all weights of a block. */
  get weights(): readonly LearnedTensor[] {
    const { learned, W } = this.own;
    return learned.length > 2 ? learned.filter(({ decays }) => decays) : [W];
  }

  /** A copy of the present parameters. */
  parameters(): LayerParameters {
    return this.own.parameters();
  }

  /** Loads these parameters; those that are missing stay. */
  load(parameters: LayerParameters): void {
    this.own.load(parameters);
  }
}
