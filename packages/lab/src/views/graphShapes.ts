/** The place of a neuron in a network: `layer` 0 holds the inputs, `unit` counts from 0. */
export interface GraphPlace {
  readonly layer: number;
  readonly unit: number;
}

/** The neuron for an element of a `networkGraph`; undefined for other elements. */
export function placeOf(target: EventTarget | null): GraphPlace | undefined {
  if (!(target instanceof SVGElement)) return undefined;
  const { layer, unit } = target.dataset;
  return layer === undefined || unit === undefined ? undefined : { layer: Number(layer), unit: Number(unit) };
}

/** The description of a neuron or a line of the figure; empty for other elements. */
export function wordsOf(target: EventTarget | null): string {
  if (!(target instanceof SVGElement)) return '';
  if (target.localName === 'circle') return target.querySelector('title')?.textContent ?? '';
  return target.dataset.says ?? '';
}

const MOVES: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The neuron that an arrow key leads to from another one, or from none; undefined if it leads nowhere. */
export function neighbour(figure: Element, from: GraphPlace | undefined, key: string): Element | undefined {
  const move = MOVES[key];
  if (!move) return undefined;
  const columns = columnsIn(figure);
  const column = columns.findIndex(nodes => placeOf(nodes[0])?.layer === from?.layer);
  if (column < 0) return columns[1]?.[0];
  const row = columns[column].findIndex(node => placeOf(node)?.unit === from?.unit);
  const there = columns[column + move[0]];
  if (!there) return undefined;
  const share = (row + 0.5) / columns[column].length;
  return there[move[0] === 0 ? row + move[1] : Math.floor(share * there.length)];
}

function columnsIn(figure: Element): Element[][] {
  const columns = new Map<string, Element[]>();
  for (const node of figure.querySelectorAll<SVGElement>('circle[data-layer]')) {
    const layer = node.dataset.layer!;
    columns.set(layer, [...(columns.get(layer) ?? []), node]);
  }
  return [...columns.values()];
}
