import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';

/** A place in a text, counted from 1, as in editors. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the place of values and keys in a text of YAML or JSON that {@link parseExperimentText} reads: a
 * value where it begins, a key where the key is written. A missing value has the place of the innermost
 * existing part around it; values from an alias or a merge have the place where they are written.
 */
export function experimentPlaces(
  text: string,
): (path: readonly PropertyKey[], key?: string) => TextPlace | undefined {
  const lines = new LineCounter();
  const options = {
    prettyErrors: false,
    lineCounter: lines,
    stringKeys: true,
    uniqueKeys: false,
    merge: true,
  };
  const document = parseDocument(text, options);
  const placeOf = (node: unknown): TextPlace | undefined => {
    const range = (node as { range?: readonly number[] | null } | undefined)?.range;
    if (!range) return undefined;
    const { line, col } = lines.linePos(range[0]);
    return { line, column: col };
  };
  return (path, key) => {
    let node: unknown = document.contents;
    let place: unknown = node;
    for (const step of path) {
      const found = isMap(resolved(node, document)) ? pairOf(node, step, document) : undefined;
      node = found ? found.value : itemOf(node, step, document);
      if (node === undefined || node === null) break;
      // A mapping in a block begins below its key, so the key is the better place.
      place = found && !isScalar(node) ? found.key : node;
    }
    const pair = key === undefined ? undefined : pairOf(node, key, document);
    return placeOf(pair ? pair.key : place);
  };
}

const resolved = (node: unknown, document: Document): unknown =>
  isAlias(node) ? node.resolve(document) : node;

function itemOf(node: unknown, step: PropertyKey, document: Document): unknown {
  const list = resolved(node, document);
  return isSeq(list) && typeof step === 'number' ? list.items[step] : undefined;
}

/** Limit for following merges; the reader has refused those that merge themselves. */
const DEEPEST = 20;

/** A mapping's own pair for this key, or else one that it merges. */
function pairOf(node: unknown, key: PropertyKey, document: Document, depth = 0): Pair | undefined {
  const map = resolved(node, document);
  if (!isMap(map) || depth > DEEPEST) return undefined;
  const own = map.items.find(pair => isScalar(pair.key) && pair.key.value === key);
  if (own) return own;
  const merges = map.items.filter(pair => isScalar(pair.key) && pair.key.value === '<<');
  const sources = merges.flatMap(({ value }) => {
    const source = resolved(value, document);
    return isSeq(source) ? source.items : [source];
  });
  for (const source of sources) {
    const found = pairOf(source, key, document, depth + 1);
    if (found) return found;
  }
  return undefined;
}
