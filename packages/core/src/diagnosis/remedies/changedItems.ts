import type { HiddenItem, LayerItem } from '../../experiment/hiddenSettings.ts';
import type { CauseKind } from '../cause.ts';
import { networkChange } from '../change.ts';
import type { Remedy } from './remedy.ts';

/** The items of `hidden` with those of a kind changed, inside blocks too; undefined if none is. */
export function changedItems(
  items: readonly HiddenItem[],
  kind: string,
  change: (item: LayerItem) => object | undefined,
): HiddenItem[] | undefined {
  let isChanged = false;
  const changed = (item: HiddenItem): HiddenItem => {
    if (typeof item === 'number') return item;
    const whole = item.layers ? { ...item, layers: item.layers.map(changed) } : item;
    const own = item.kind === kind ? change(item) : undefined;
    if (!own) return whole;
    isChanged = true;
    return { ...whole, ...own };
  };
  const hidden = items.map(changed);
  return isChanged ? hidden : undefined;
}

/**
 * A change of all layers of a kind.
 *
 * @param change undefined for a layer that stays
 */
export const changeOfKind =
  <Item extends LayerItem>(
    kind: string,
    text: string,
    treats: readonly CauseKind[],
    change: (item: Item) => object | undefined,
  ): Remedy =>
  (experiment, index) => {
    const hidden = changedItems(experiment.networks[index].hidden, kind, item => change(item as Item));
    return hidden && networkChange(experiment, index, text, treats, { hidden });
  };
