import { isGame, networkOfLayer } from './networkName.ts';
import type { TagLog, Tags } from './tagLog.ts';

/**
 * The tags of each network of a run in which networks train against each other, such as the discriminator and
 * the generator of a GAN. Tags that name no network, such as the step size, count for all of them; layers of
 * no network make a separate run, under the name ``.
 *
 * @returns one entry with an empty name if there is one network
 */
export function splitNetworks(tags: Tags): Map<string, Tags> {
  const found = new Set([...tags.values()].flatMap(log => networkOf(log) ?? []));
  if (!isGame(found)) return new Map([['', tags]]);
  const names = [...found].sort();
  const hasOthers = [...tags.values()].some(log => isOfLayer(log) && networkOf(log) === undefined);
  if (hasOthers) names.push('');
  return new Map(names.map((name, i) => [name, tagsOf(tags, name, i === 0)]));
}

function tagsOf(tags: Tags, name: string, isFirst: boolean): Tags {
  const own = [...tags].filter(([, log]) => (networkOf(log) ?? '') === name);
  const hasLoss =
    name === '' || own.some(([, { meaning }]) => meaning.kind === 'run' && meaning.quantity === 'loss');
  const shared = [...tags].filter(([, log]) => {
    if (networkOf(log) !== undefined || isOfLayer(log)) return false;
    // Tags that are unknown or unused are listed once.
    if (log.meaning.kind !== 'run') return isFirst;
    return !hasLoss || !log.meaning.quantity.endsWith('loss');
  });
  return new Map([...(name === '' ? own.filter(([, log]) => isOfLayer(log)) : own), ...shared]);
}

const isOfLayer = ({ meaning }: TagLog): boolean => 'layer' in meaning;

function networkOf({ meaning }: TagLog): string | undefined {
  if ('layer' in meaning) return networkOfLayer(meaning.layer);
  return meaning.kind === 'run' ? meaning.network : undefined;
}
