import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type visitor } from 'yaml';

/**
 * An experiment needs no aliases; more than this, or aliases of aliases that unfold to more, are an attack or
 * a mistake.
 */
export const MOST_ALIASES = 100;
export const TEXT_KEYS = 'keys that are plain text';
const MERGE_KEY = '<<';
const MERGE_RULE = `a mapping behind ${MERGE_KEY}, an alias of one, or a list of them`;
const UNIQUE_KEYS = 'each key once';
/** A network has some twenty keys. */
const MOST_MERGED = 10_000;

/** Throws the error for a rule broken at a place in the text. */
export type RefuseAt = (rule: string, offset: number) => never;

/**
 * The checks on a document before it is converted: repeated or missing keys, merges and aliases of nothing,
 * and too many of them.
 */
export function yamlChecks(document: Document, refuse: RefuseAt): visitor {
  return { ...keyCheck(refuse), ...mergeCheck(document, refuse), ...aliasCheck(document, refuse) };
}

function keyCheck(refuse: RefuseAt): visitor {
  return {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) return refuse(TEXT_KEYS, map.range?.[0] ?? 0);
        if (seen.has(key.value)) refuse(UNIQUE_KEYS, key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  };
}

/**
 * Refuses merges of values that are not mappings, which the library refuses without a place, and merges of
 * merges, which copy every key each time and which it allows. An alias of nothing is refused as an alias.
 */
function mergeCheck(document: Document, refuse: RefuseAt): visitor {
  const sizes = new Map<unknown, number>();
  let total = 0;
  return {
    Pair(_, pair) {
      if (!isMerge(pair)) return;
      const offset = (pair.key as Scalar).range?.[0] ?? 0;
      for (const source of sourcesOf(pair, document)) {
        if (source !== undefined && !isMap(source)) refuse(MERGE_RULE, offset);
        total += mergedKeys(source, document, sizes);
      }
      if (total > MOST_MERGED) refuse(`merges of at most ${MOST_MERGED} keys`, offset);
    },
  };
}

const isMerge = ({ key }: Pair): boolean => isScalar(key) && key.value === MERGE_KEY && key.type === 'PLAIN';

/** The sources of a merge key; undefined for an alias of nothing. */
function sourcesOf({ value }: Pair, document: Document): unknown[] {
  const target = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
  const list = target(value);
  return isSeq(list) ? list.items.map(target) : [list];
}

/** The number of keys that merging a mapping copies: its own, and those that it merges itself. */
function mergedKeys(map: unknown, document: Document, sizes: Map<unknown, number>): number {
  if (!isMap(map)) return 0;
  const known = sizes.get(map);
  if (known !== undefined) return known;
  // One that merges itself is refused as an alias inside its own anchor.
  sizes.set(map, 0);
  const merged = map.items.filter(isMerge).flatMap(pair => sourcesOf(pair, document));
  const size = merged.reduce<number>(
    (sum, source) => sum + mergedKeys(source, document, sizes),
    map.items.length,
  );
  sizes.set(map, size);
  return size;
}

function aliasCheck(document: Document, refuse: RefuseAt): visitor {
  let count = 0;
  return {
    Alias(_, alias, ancestors) {
      const offset = alias.range?.[0] ?? 0;
      if (++count > MOST_ALIASES) refuse(`at most ${MOST_ALIASES} aliases`, offset);
      const target = alias.resolve(document);
      if (target === undefined) refuse(`an anchor &${alias.source} before its alias`, offset);
      if (ancestors.some(ancestor => ancestor === target)) refuse('no alias inside its own anchor', offset);
    },
  };
}
