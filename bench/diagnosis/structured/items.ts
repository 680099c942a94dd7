import type { Document, NetworkDocument } from '../bases.ts';
import { networkOf, withNetwork } from '../faults/changes.ts';

/** An item of `hidden` with its settings; a number is one of width alone. */
export type Settings = Readonly<Record<string, unknown>>;

const isSettings = (item: unknown): item is Settings => typeof item === 'object' && item !== null;

export const hiddenOf = (base: Document): NetworkDocument['hidden'] => networkOf(base).hidden;

/** Changes the items of one kind, those inside blocks too. */
export function withKind(base: Document, kind: string, change: (own: Settings) => unknown): Document {
  const changed = (item: unknown): unknown => {
    if (!isSettings(item)) return item;
    if (Array.isArray(item.layers)) {
      const inner = { ...item, layers: item.layers.map(changed) };
      return item.kind === kind ? change(inner) : inner;
    }
    return item.kind === kind ? change(item) : item;
  };
  return withNetwork(base, { hidden: hiddenOf(base).map(changed) });
}

/** From the first to the last layer of a kind, counted from 1 without the items between layers. */
export function layersOfKind(base: Document, kind: string): [number, number] {
  const between = ['pool', 'positions', 'normalize'];
  const layers = hiddenOf(base).filter(item => !isSettings(item) || !between.includes(item.kind as string));
  const isOfKind = (item: unknown) => isSettings(item) && item.kind === kind;
  return [layers.findIndex(isOfKind) + 1, layers.findLastIndex(isOfKind) + 1];
}
