import type { LayerQuantity, LoggedThing, RunQuantity } from './quantities.ts';

/** What a tag is read as. */
export type TagMeaning =
  /** One number of a layer at each step. */
  | { readonly kind: 'layer'; readonly quantity: LayerQuantity; readonly layer: string }
  /** All numbers of a layer, or their histogram, of which statistics are taken. */
  | { readonly kind: 'values'; readonly thing: LoggedThing; readonly layer: string }
  | RunMeaning
  /** Understood, but of no use here. `biasOf`: the layer whose biases these are. */
  | { readonly kind: 'aside'; readonly why: string; readonly biasOf?: string }
  | { readonly kind: 'unknown' };

/** One number of the whole run at each step. */
export interface RunMeaning {
  readonly kind: 'run';
  readonly quantity: RunQuantity;
  /** How far the name is from plain `loss`, or plain `accuracy`: of several the nearest counts. Left out if it is that. */
  readonly distance?: number;
  /** The part of the loss that it is, such as `kl`: other parts may be as large. */
  readonly part?: string;
  /** The network that it belongs to, of several that train against each other: `D`, `G`, `critic`, `actor`. */
  readonly network?: string;
  /** Whether the loss is its logarithm: of a perplexity. */
  readonly isExponential?: true;
}

/** Whether single numbers are logged under a tag, or many at once. */
export type TagShape = 'number' | 'values';
