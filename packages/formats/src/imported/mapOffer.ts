import { readPath } from './parameterPath.ts';
import type { TagUse } from './tagUse.ts';

/**
 * Words for a statistic of a gradient, as used by programs that plot the gradient by layer, and our quantity
 * for each.
 */
const STATISTICS: readonly (readonly [RegExp, string])[] = [
  [/^(?:avg|ave|average|mean|abs_?mean|mean_?abs)(?:_?grads?)?$/i, 'grad_mean'],
  [/^max(?:_?abs)?(?:_?grads?)?$/i, 'grad_max'],
  [/^(?:l2|norm|l2_?norm)$/i, 'grad_l2'],
];

/**
 * Rules for `--map` that would read unknown tags as gradients: numbers under the bare names of parameters,
 * which may be anything; and statistics without a word for their quantity. Empty if there are no such tags.
 */
export function mapOffer(tags: readonly TagUse[]): string[] {
  const unknown = tags.filter(({ use }) => use === 'not understood').map(({ tag }) => tag);
  const offers = unknown.flatMap(tag => ruleFor(tag) ?? []);
  return [...new Set(offers)];
}

function ruleFor(tag: string): string | undefined {
  const [, statistic, layer] = /^([^/]+)\/(.+)$/.exec(tag) ?? [];
  const quantity = STATISTICS.find(([pattern]) => pattern.test(statistic ?? ''))?.[1];
  if (quantity && layer) return `${statistic}/(.+)=${quantity}:$1`;
  const { isParameter, role, layer: module } = readPath(tag);
  if (!isParameter || role !== 'weight' || module === '') return undefined;
  const last = tag.slice(module.length);
  return tag.startsWith(module) && last !== '' ? `(.+)${escaped(last)}=grad_mean:$1` : undefined;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
