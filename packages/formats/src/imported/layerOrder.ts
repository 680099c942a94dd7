/** Of paths deeper than any model's the further parts say nothing. */
const DEEPEST = 64;

/**
 * Layers in forward order, as far as their names tell: siblings whose names differ only in a number stand in the order of
 * that number (`dense`, `dense_1`, `dense_2`, `dense_10`), all others as they were first logged, or the other way round where most numbers
 * fall, as in what was logged while the gradient came back.
 *
 * Numbered siblings share the places at which they were first met: `conv1, fc1, conv2` stays as it is, and what was logged by the
 * alphabet comes forward again.
 *
 * @param names paths of modules, between dots or slashes, as they were first logged
 */
export function layerOrder(names: readonly string[]): string[] {
  const paths = names.map(name => ({ name, parts: name.split(/[./]/, DEEPEST) }));
  return ordered(rises(paths) < 0 ? paths.reverse() : paths).map(({ name }) => name);
}

interface Path {
  readonly name: string;
  readonly parts: readonly string[];
}

/** How many more neighbours rise in the number in which they first differ than fall. */
function rises(paths: readonly Path[]): number {
  let sum = 0;
  for (let i = 1; i < paths.length; i++) {
    const [before, after] = [paths[i - 1]!.parts, paths[i]!.parts];
    const at = after.findIndex((part, depth) => part !== before[depth]);
    const [a, b] = [before[at], after[at]];
    if (a !== undefined && b !== undefined && stemOf(a) === stemOf(b)) sum += Math.sign(compareNumbers(b, a));
  }
  return sum;
}

/** Orders paths by their first part, and those that share it by what comes after. */
function ordered(paths: readonly Path[]): Path[] {
  if (paths.length < 2) return [...paths];
  const groups = grouped(paths, ({ parts }) => parts[0] ?? '');
  return byNumber([...groups.keys()]).flatMap(part => {
    const own = groups.get(part)!;
    if (own.every(({ parts }) => parts.length === 0)) return own;
    return ordered(own.map(({ name, parts }) => ({ name, parts: parts.slice(1) })));
  });
}

/** Puts the parts of each stem in the order of their numbers, on the places that the stem has. */
function byNumber(parts: readonly string[]): string[] {
  const families = grouped(parts, stemOf);
  for (const family of families.values()) family.sort(compareNumbers).reverse();
  return parts.map(part => families.get(stemOf(part))!.pop()!);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** `dense_10` and `dense` are of one stem, `conv1a` and `conv2a` of another. */
const stemOf = (part: string): string => part.replaceAll(/[_-]?\d+/g, '#').replace(/#$/, '');

function compareNumbers(a: string, b: string): number {
  const [own, other] = [a, b].map(part => (part.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(own.length, other.length); i++) {
    const difference = (own[i] ?? -1) - (other[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
