import type { TagMeaning } from './tagMeaning.ts';

const HELD_OUT = /(?:^|[/_. -])(?:val|valid|validation|test|eval|evaluation|dev|holdout)(?:$|[/_. -])/i;
const LOSS =
  /(?:^|[/_. -])(?:loss|cross_?entropy|nll|mse|objective)(?:[/_. -](?:train|training|batch|total|step|epoch))*$/i;
const ACCURACY =
  /(?:^|[/_. -])(?:acc|accuracy|acc1|top1|(?:sparse_|binary_)?(?:categorical_)?accuracy)(?:[/_. -](?:train|training|batch|step|epoch))*$/i;
const PASSING =
  /(?:^|[/_. -])(?:lr|learning_rate|epoch|_?step|global_step|_?runtime|_?timestamp|wall_?time|time|iteration)(?:[/_. -]\d+)*$/i;
/** What TensorBoard compares settings by: one number at the end of a run. */
const OF_SETTINGS = /^(?:hparams?\/.*|hp_metric)$/i;

/** The meaning of a tag that is of the run as a whole; undefined where it is none of that. */
export function runTag(name: string): TagMeaning | undefined {
  if (OF_SETTINGS.test(name)) return { kind: 'aside', why: 'a result of settings, not a curve' };
  const isHeldOut = HELD_OUT.test(name);
  const bare = isHeldOut ? name.replace(HELD_OUT, '/').replace(/\/$/, '') : name;
  const quantity = LOSS.test(bare) ? 'loss' : ACCURACY.test(bare) ? 'accuracy' : undefined;
  if (quantity && isHeldOut) return { kind: 'aside', why: `${quantity} on data held out` };
  if (quantity) return { kind: 'run', quantity };
  return PASSING.test(name) ? { kind: 'aside', why: 'time, steps or the step size' } : undefined;
}
