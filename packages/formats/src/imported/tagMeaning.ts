import type { LayerQuantity, LoggedThing, RunQuantity } from './quantities.ts';

/** The meaning of a tag. */
export type TagMeaning =
  /** One number of a layer at each step. */
  | { readonly kind: 'layer'; readonly quantity: LayerQuantity; readonly layer: string }
  /** All numbers of a layer, or their histogram, which are reduced to statistics. */
  | { readonly kind: 'values'; readonly thing: LoggedThing; readonly layer: string }
  | RunMeaning
  /** Understood, but not used. `biasOf`: the layer of these biases. */
  | { readonly kind: 'aside'; readonly why: string; readonly biasOf?: string }
  | { readonly kind: 'unknown' };

/** One number of the whole run at each step. */
export interface RunMeaning {
  readonly kind: 'run';
  readonly quantity: RunQuantity;
  /**
   * How far the name is from plain `loss`, or plain `accuracy`: among several the nearest counts. Missing for
   * the plain name.
   */
  readonly distance?: number;
  /** The part of the loss, such as `kl`: other parts may be as large. */
  readonly part?: string;
  /**
   * The network that it belongs to, among several that train against each other: `D`, `G`, `critic`, `actor`.
   */
  readonly network?: string;
  /** Whether the loss is its logarithm, as for a perplexity. */
  readonly isExponential?: true;
}

/** Whether a tag has single numbers or many at once. */
export type TagShape = 'number' | 'values';
