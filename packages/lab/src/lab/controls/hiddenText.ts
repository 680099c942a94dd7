import type { NetworkSettings } from 'gradscope';

type Hidden = NetworkSettings['hidden'];

/** Layers as text that {@link readHidden} reads: `50, 50` or `20 × 50`; a layer's own activation as `50 tanh`. */
export function hiddenText(hidden: Hidden): string {
  const names = hidden.map(layerText);
  const [first] = names;
  if (names.length > 4 && names.every(name => name === first)) return `${names.length} × ${first}`;
  return names.join(', ');
}

function layerText(layer: Hidden[number]): string {
  if (typeof layer === 'number') return String(layer);
  return layer.activation ? `${layer.width} ${layer.activation.kind}` : String(layer.width);
}

/**
 * The document of what was typed; what is no width stays text, for the experiment's rules to say so.
 *
 * @param before the layers that the text stood for: what it does not say of a layer (start, normalization, dropout, skip,
 *   parameters of the activation) stays as it was
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

/** Where a layer stood before: the same ones at both ends stay, and of as many between them each keeps its place. */
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

/** A layer as it was typed, with what else was said of it before. */
function withOwn(typed: unknown, before: Hidden[number] | undefined): unknown {
  if (typeof before !== 'object') return typed;
  const { activation: was, ...others } = before;
  if (!isLayer(typed)) return Object.keys(others).length === 1 ? typed : { ...others, width: typed };
  return { ...others, ...typed, activation: was?.kind === typed.activation ? was : typed.activation };
}

/** `20 × 50` layers are not made before the rules have bounded them, but no more than this. */
const MOST_LAYERS = 2000;

function readPart(part: string): unknown[] {
  const [, count, layer] = /^(\d+)\s*[×x*]\s*(.+)$/i.exec(part) ?? [undefined, '1', part];
  return new Array<unknown>(Math.min(Number(count), MOST_LAYERS)).fill(readLayer(layer!));
}

function readLayer(text: string): unknown {
  const [width, activation] = text.split(/\s+/);
  const number = /^\d+$/.test(width!) ? Number(width) : width;
  return activation ? { width: number, activation } : number;
}

/** The hidden layers made deeper or shallower: further ones are like the last. */
export function withDepth(hidden: Hidden, depth: number, width: number): Hidden {
  const last = hidden.at(-1) ?? width;
  return Array.from({ length: depth }, (_, l) => hidden[l] ?? last);
}

/** The hidden layers with this width each. */
export function withWidth(hidden: Hidden, width: number): Hidden {
  return hidden.map(layer => (typeof layer === 'number' ? width : { ...layer, width }));
}

export function widthOf(layer: Hidden[number]): number {
  return typeof layer === 'number' ? layer : layer.width;
}
