import type { NetworkSettings } from 'gradscope';

type Hidden = NetworkSettings['hidden'];

/** Layers as text that {@link readHidden} reads: `50, 50` or `20 × 50`; a layer's own activation as `50 tanh`. */
export function hiddenText(hidden: Hidden): string {
  const names = hidden.map(layerText);
  const [first] = names;
  if (names.length > 4 && names.every(name => name === first)) return `${names.length} × ${first}`;
  return names.join(', ');
}

/** Layers of any kinds, for people: `recurrent lstm 32, pool last`, `6 × block (attention, 64, 32)`. */
export function layersInWords(hidden: Hidden): string {
  const parts: { text: string; count: number }[] = [];
  for (const text of hidden.map(itemInWords)) {
    const last = parts.at(-1);
    if (last?.text === text) last.count++;
    else parts.push({ text, count: 1 });
  }
  return parts.map(({ text, count }) => (count > 1 ? `${count} × ${text}` : text)).join(', ');
}

function itemInWords(item: Hidden[number]): string {
  if (typeof item === 'number') return String(item);
  const { kind = 'dense', width, layers } = item;
  if (layers) return `${kind} (${layersInWords([...layers])})`;
  const said = item as { readonly cell?: string; readonly how?: string; readonly channels?: number };
  return [kind === 'dense' ? undefined : kind, said.cell ?? said.how, width ?? said.channels]
    .filter(part => part !== undefined)
    .join(' ');
}

function layerText(layer: Hidden[number]): string {
  if (typeof layer === 'number') return String(layer);
  return layer.activation ? `${layer.width} ${layer.activation.kind}` : String(layer.width);
}

/**
 * The document of the typed text. An invalid width stays text, so that the experiment's rules report it.
 *
 * @param before the layers that the text replaces: settings that it does not name (start, normalization,
 *   dropout, skip, parameters of the activation) stay as they were
 */
export function readHidden(text: string, before: Hidden = []): unknown[] {
  const layers = text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .flatMap(readPart);
  const placeOf = placesBefore(layers.map(typedText), before.map(layerText));
  return layers.map((layer, l) => withOwn(layer, before[placeOf(l)]));
}

interface TypedLayer {
  readonly width: unknown;
  readonly activation?: string;
}

const isLayer = (typed: unknown): typed is TypedLayer => typeof typed === 'object' && typed !== null;
const typedText = (typed: unknown): string =>
  isLayer(typed) ? `${typed.width} ${typed.activation}` : String(typed);

/**
 * The earlier place of each layer. Equal layers at both ends keep their places, and so do those between if
 * their number is unchanged.
 */
function placesBefore(now: readonly string[], before: readonly string[]): (l: number) => number {
  const shorter = Math.min(now.length, before.length);
  const atEnd = (count: number) => now.at(-1 - count) === before.at(-1 - count);
  let [first, last] = [0, 0];
  while (first < shorter && now[first] === before[first]) first++;
  while (last < shorter - first && atEnd(last)) last++;
  return l => {
    if (l < first || now.length === before.length) return l;
    return l >= now.length - last ? l - now.length + before.length : -1;
  };
}

/** The typed layer with the unnamed settings of the layer before. */
function withOwn(typed: unknown, before: Hidden[number] | undefined): unknown {
  if (typeof before !== 'object') return typed;
  const { activation: was, ...others } = before;
  if (!isLayer(typed)) return Object.keys(others).length === 1 ? typed : { ...others, width: typed };
  return { ...others, ...typed, activation: was?.kind === typed.activation ? was : typed.activation };
}

/** The most layers made for `20 × 50` before the experiment's rules have bounded them. */
const MOST_LAYERS = 2000;

function readPart(part: string): unknown[] {
  const [, count, layer] = /^(\d+)\s*[×x*]\s*(.+)$/i.exec(part) ?? [undefined, '1', part];
  return new Array<unknown>(Math.min(Number(count), MOST_LAYERS)).fill(readLayer(layer));
}

function readLayer(text: string): unknown {
  const [width, activation] = text.split(/\s+/);
  const number = /^\d+$/.test(width) ? Number(width) : width;
  return activation ? { width: number, activation } : number;
}

/** The hidden layers with another depth; new layers copy the last one. */
export function withDepth(hidden: Hidden, depth: number, width: number): Hidden {
  const last = hidden.at(-1) ?? width;
  return Array.from({ length: depth }, (_, l) => hidden[l] ?? last);
}

/** The hidden layers, each with this width. */
export function withWidth(hidden: Hidden, width: number): Hidden {
  return hidden.map(layer => (typeof layer === 'number' ? width : { ...layer, width }));
}

export function widthOf(layer: Hidden[number]): number {
  return typeof layer === 'number' ? layer : (layer.width ?? 0);
}
