import { isEnd, layerRank, MIDDLE } from './layerRank.ts';

/** Path parts beyond this depth, deeper than in any model, are ignored. */
const DEEPEST = 64;

/** Layers in forward order, and whether that order is more than a guess. */
export interface LayerOrder {
  readonly names: string[];
  readonly isKnown: boolean;
}

/**
 * Layers in forward order, as far as their names show it: siblings whose names differ only in a number are
 * sorted by that number (`dense`, `dense_1`, `dense_2`, `dense_10`), all others keep the order in which they
 * were first logged, reversed if most numbers fall, as in records made while the gradient came back.
 *
 * Numbered siblings share the places at which they first appeared: `conv1, fc1, conv2` stays as it is. Names
 * in alphabetical order, as Lightning and pandas sort columns, are put in the order of their words (stem,
 * features, fc, head). If the words give no order, it is unknown, except within a numbered block, where it
 * matters little.
 *
 * @param names paths of modules, separated by dots or slashes, as they were first logged
 */
export function orderLayers(names: readonly string[]): LayerOrder {
  const isSorted = isAlphabetic(names);
  const paths = names.map(name => ({ name, parts: name.split(/[./]/, DEEPEST) }));
  if (!isSorted && rises(paths) < 0) paths.reverse();
  const state: State = { isSorted, isKnown: true };
  return { names: ordered(paths, 0, state, false).map(({ name }) => name), isKnown: state.isKnown };
}

interface Path {
  readonly name: string;
  readonly parts: readonly string[];
}

interface State {
  readonly isSorted: boolean;
  isKnown: boolean;
}

/** Creating one takes far longer than comparing with it. */
const collator = new Intl.Collator('en', { numeric: true });

/** Whether names are in alphabetical order, by code, by letter or with numbers as numbers. */
function isAlphabetic(names: readonly string[]): boolean {
  if (names.length < 2) return true;
  const lower = names.map(name => name.toLowerCase());
  return [
    (i: number) => names[i - 1] <= names[i],
    (i: number) => lower[i - 1] <= lower[i],
    (i: number) => collator.compare(lower[i - 1], lower[i]) <= 0,
  ].some(rises => names.every((_, i) => i === 0 || rises(i)));
}

/**
 * The number of neighbours that rise minus the number that fall, in the number or the word's meaning in which
 * they first differ.
 */
function rises(paths: readonly Path[]): number {
  let sum = 0;
  for (let i = 1; i < paths.length; i++) {
    const [before, after] = [paths[i - 1].parts, paths[i].parts];
    const at = after.findIndex((part, depth) => part !== before[depth]);
    const [a, b] = [before[at], after[at]];
    if (a === undefined || b === undefined) continue;
    if (stemOf(a) === stemOf(b)) sum += Math.sign(compareNumbers(b, a));
    else sum += Math.sign((layerRank(b) ?? Number.NaN) - (layerRank(a) ?? Number.NaN)) || 0;
  }
  return sum;
}

/**
 * Orders paths that share their parts before `depth` by the part there, and those that also share it by the
 * following parts.
 */
function ordered(paths: readonly Path[], depth: number, state: State, isInBlock: boolean): Path[] {
  if (paths.length < 2) return [...paths];
  const groups = grouped(paths, ({ parts }) => parts[depth] ?? '');
  const parts = byNumber([...groups.keys()]);
  return (state.isSorted ? byWord(parts, groups, state, isInBlock) : parts).flatMap(part => {
    const own = groups.get(part)!;
    if (own.every(({ parts }) => parts.length <= depth)) return own;
    return ordered(own, depth + 1, state, isInBlock || (groups.size > 1 && /\d/.test(part)));
  });
}

/** Puts the parts of each stem in the order of their numbers, on the places that the stem has. */
function byNumber(parts: readonly string[]): string[] {
  const families = grouped(parts, stemOf);
  for (const family of families.values()) family.sort(compareNumbers).reverse();
  return parts.map(part => families.get(stemOf(part))!.pop()!);
}

/** Sorts the stems by the meaning of their words; notes if they have no order. */
function byWord(
  parts: readonly string[],
  groups: ReadonlyMap<string, readonly Path[]>,
  state: State,
  isInBlock: boolean,
): string[] {
  const stems = [...grouped(parts, stemOf).values()];
  if (stems.length < 2) return [...parts];
  const ranked = withMiddle(stems.map(family => ({ family, rank: layerRank(family[0]) })));
  const isUnknown = ({ family, rank }: (typeof ranked)[number]) =>
    rank === undefined ||
    // Layers of equal rank, such as two heads, are parallel.
    ranked.some(
      other =>
        other.family !== family &&
        other.rank === rank &&
        [...other.family, ...family].some(part => groups.get(part)!.length > 1 || /\d/.test(part)),
    );
  if (!isInBlock && ranked.some(isUnknown)) state.isKnown = false;
  if (ranked.some(({ rank }) => rank === undefined)) return [...parts];
  return ranked.sort((a, b) => a.rank! - b.rank!).flatMap(({ family }) => family);
}

interface RankedStem {
  readonly family: readonly string[];
  readonly rank: number | undefined;
}

/**
 * The only stem without a meaning goes between the ends, like `model` between `embed_tokens` and `lm_head`.
 */
function withMiddle(stems: readonly RankedStem[]): RankedStem[] {
  const [strange, ...more] = stems.filter(({ rank }) => rank === undefined);
  const isBetween = stems.every(stem => stem === strange || isEnd(stem.rank ?? MIDDLE));
  if (!strange || more.length > 0 || !isBetween) return [...stems];
  return stems.map(stem => (stem === strange ? { ...stem, rank: MIDDLE } : stem));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** `dense_10` and `dense` have one stem, `conv1a` and `conv2a` another. */
const stemOf = (part: string): string => part.replaceAll(/[_-]?\d+/g, '#').replace(/#$/, '');

function compareNumbers(a: string, b: string): number {
  const [own, other] = [a, b].map(part => (part.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(own.length, other.length); i++) {
    const difference = (own[i] ?? -1) - (other[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
