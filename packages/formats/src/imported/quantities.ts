/** The things that can be logged for a layer; each has several statistics. */
export type LoggedThing = 'grad' | 'weight' | 'update' | 'delta' | 'inputDelta';
export type Statistic = 'l1' | 'l2' | 'mean' | 'max' | 'zeros';

/** The series of an imported run with one column a layer, by the names that `--map` and our JSONL use. */
export const LAYER_QUANTITIES = [
  'grad_l1',
  'grad_l2',
  'grad_mean',
  'grad_max',
  'grad_zeros',
  'weight_l1',
  'weight_l2',
  'weight_mean',
  'weight_max',
  'weight_zeros',
  'update_l2',
  'update_ratio',
  'delta_norm',
  'input_delta_norm',
  'act_mean',
  'act_std',
  'saturated',
  'dead',
  'ledger_weights',
  'ledger_skip',
  'ledger_dropout',
  'ledger_slope',
  'ledger_normalization',
] as const;

export type LayerQuantity = (typeof LAYER_QUANTITIES)[number];

/** Series of one column, of the run as a whole. */
export const RUN_QUANTITIES = [
  'loss',
  'accuracy',
  'val_loss',
  'val_accuracy',
  'lr',
  'grad_norm',
  'grad_norm_clipped',
] as const;

export type RunQuantity = (typeof RUN_QUANTITIES)[number];

/** The series of a statistic of something; undefined if there is none. */
export function quantityOf(thing: LoggedThing, statistic: Statistic): LayerQuantity | undefined {
  if (thing === 'delta') return statistic === 'l2' ? 'delta_norm' : undefined;
  if (thing === 'inputDelta') return statistic === 'l2' ? 'input_delta_norm' : undefined;
  return LAYER_QUANTITIES.find(name => name === `${thing}_${statistic}`);
}
