import {
  activationKinds,
  betweenKinds,
  type LayerKind,
  type LayerSetting,
  labelsOf,
  layerKinds,
  type NetworkSettings,
} from 'gradscope';

export type Hidden = NetworkSettings['hidden'];
export type LayerItem = Hidden[number];
/** A layer by the names of its settings, as its menus read and change it. */
export type LayerFields = Readonly<Record<string, unknown>> & { readonly layers?: Hidden };

/** Equal layers one after the other. */
export interface LayerGroup {
  readonly item: LayerItem;
  readonly count: number;
}

export function groupsOf(items: Hidden): LayerGroup[] {
  const groups: { item: LayerItem; count: number }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && JSON.stringify(last.item) === JSON.stringify(item)) last.count++;
    else groups.push({ item, count: 1 });
  }
  return groups;
}

export const itemsOf = (groups: readonly LayerGroup[]): Hidden =>
  groups.flatMap(({ item, count }) => new Array<LayerItem>(count).fill(item));

export const fieldsOf = (item: LayerItem): LayerFields =>
  typeof item === 'number' ? { width: item } : (item as unknown as LayerFields);

export const kindOf = (item: LayerItem): string => (fieldsOf(item).kind as string | undefined) ?? 'dense';

/** The kinds of layers, and of what stands between them, with their names in menus. */
export const kindOptions = () => [...labelsOf(layerKinds), ...labelsOf(betweenKinds)];

const kindNamed = (kind: string): Partial<LayerKind> => layerKinds[kind] ?? betweenKinds[kind] ?? {};

/** The settings that a menu shows for a layer: those of its kind that matter with its other values. */
export function shownSettings(item: LayerItem): [string, LayerSetting][] {
  const fields = fieldsOf(item);
  return Object.entries(kindNamed(kindOf(item)).settings ?? {}).filter(([, setting]) => {
    const when = 'when' in setting ? Object.entries(setting.when ?? {}) : [];
    return when.every(([name, values]) => values.includes(String(fields[name])));
  });
}

/** Whether a layer may have a width, or an activation, of its own. */
export function takes(item: LayerItem, setting: 'width' | 'activation'): boolean {
  const kind = kindOf(item);
  if (kind in betweenKinds) return false;
  return layerKinds[kind]?.takes?.includes(setting) ?? true;
}

const USUAL_WIDTH = 32;

/** A layer of another kind in the place of one: with its width, and inside a block that layer itself. */
export function changedKind(item: LayerItem, kind: string): LayerItem {
  const width = (fieldsOf(item).width as number | undefined) ?? USUAL_WIDTH;
  if (kind === 'dense') return width;
  const { settings = {}, holdsLayers } = kindNamed(kind);
  const starts = Object.entries(settings).flatMap(([name, setting]) => {
    const start = 'start' in setting ? setting.start : undefined;
    return start === undefined ? [] : [[name, start] as const];
  });
  const made = { kind, ...Object.fromEntries(starts) } as unknown as LayerItem;
  return {
    ...(made as object),
    ...(takes(made, 'width') && { width }),
    ...(holdsLayers && { layers: [isBetween(item) ? width : item] }),
  } as LayerItem;
}

const isBetween = (item: LayerItem): boolean => kindOf(item) in betweenKinds;

/** An activation of a layer's own: of the network's if there is none. */
export const activationOptions = () => [['', 'As the network'] as const, ...labelsOf(activationKinds)];
