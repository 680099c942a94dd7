import type { LayerQuantity, LoggedThing, RunQuantity } from './quantities.ts';

/** What a tag is read as. */
export type TagMeaning =
  /** One number of a layer at each step. */
  | { readonly kind: 'layer'; readonly quantity: LayerQuantity; readonly layer: string }
  /** All numbers of a layer, or their histogram, of which statistics are taken. */
  | { readonly kind: 'values'; readonly thing: LoggedThing; readonly layer: string }
  | { readonly kind: 'run'; readonly quantity: RunQuantity }
  /** Understood, but of no use here. */
  | { readonly kind: 'aside'; readonly why: string }
  | { readonly kind: 'unknown' };

/** Whether single numbers are logged under a tag, or many at once. */
export type TagShape = 'number' | 'values';
