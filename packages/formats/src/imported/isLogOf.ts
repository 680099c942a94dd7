import { RANGE_SUFFIX, STEP_NAMES, splitName } from './csvLog.ts';
import { LAYER_QUANTITIES } from './quantities.ts';
import { readTag } from './readTag.ts';

/**
 * Whether columns, or arrays, of these names are a log of training rather than data to learn from: one has
 * the name of a logged number of a layer, or one is named as the steps and another as a loss or an accuracy.
 */
export function isLogOf(names: readonly string[]): boolean {
  const tags = names
    .map(name => splitName(name).tag)
    .filter(tag => !RANGE_SUFFIX.test(tag) && !STEP_NAMES.test(tag));
  const kinds = tags.map(tag => readTag(tag, 'number').kind);
  const hasCourse = tags.some((tag, i) => kinds[i] === 'run' && /loss|acc/i.test(tag));
  const hasSteps = names.some(name => STEP_NAMES.test(name));
  const hasLayers = names.some(name => /^layer$/i.test(name));
  const hasQuantity = tags.some(tag => LAYER_QUANTITIES.some(name => name === tag));
  // A single word, such as `weight`, may be a column of anything.
  const isOfLayer = tags.some((tag, i) => /[^a-z]/i.test(tag) && ['layer', 'values'].includes(kinds[i]));
  return isOfLayer || (hasQuantity && (hasLayers || hasSteps)) || (hasSteps && hasCourse);
}
