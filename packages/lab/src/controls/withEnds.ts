import { dataShape, type Experiment } from 'gradscope';
import { type Hidden, kindOf, type LayerItem } from './layerItems.ts';

/** What pools all positions into one. */
const isEnd = (item: LayerItem): boolean =>
  typeof item === 'object' && item.kind === 'pool' && !(item as { readonly size?: number }).size;

/**
 * The experiment with the pooling at the end of each network that its data ask for: none if each position has an
 * answer; otherwise the last position after a recurrence or attention, and all positions side by side after other layers.
 */
export function withEnds(experiment: Experiment): Experiment {
  const { axes, answers } = dataShape(experiment.data) ?? {};
  const networks = experiment.networks.map(network => ({
    ...network,
    hidden: endedLayers(network.hidden, axes !== undefined && answers === undefined),
  }));
  return { ...experiment, networks };
}

/**
 * Layers without the pooling before a layer that goes through the positions: it was put there for dense ones, which see
 * all positions at once.
 */
export function withoutEarlyPool(items: Hidden): Hidden {
  const [first, ...others] = items;
  return first !== undefined && isEnd(first) && others.some(goesThrough) ? others : items;
}

const goesThrough = (item: LayerItem): boolean =>
  !isEnd(item) && (isSequential(item) || kindOf(item) === 'convolution');

function endedLayers(hidden: Hidden, isPooled: boolean): Hidden {
  if (isPooled && hidden.some(isEnd)) return hidden;
  const others = hidden.filter(item => !isEnd(item));
  if (!isPooled) return others;
  const how = others.some(isSequential) ? 'last' : 'flatten';
  const pool = { kind: 'pool', how, size: 0 } as unknown as LayerItem;
  // Dense layers see all of a picture or a sequence at once.
  return others.every(item => kindOf(item) === 'dense') ? [pool, ...others] : [...others, pool];
}

function isSequential(item: LayerItem): boolean {
  if (typeof item === 'number') return false;
  return (
    ['recurrent', 'attention', 'embedding'].includes(kindOf(item)) || (item.layers ?? []).some(isSequential)
  );
}
