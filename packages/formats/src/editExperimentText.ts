import { type Experiment, ExperimentError, parseExperiment } from 'gradscope';
import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { parseExperimentText, writeExperimentText } from './experimentFile.ts';
import { FormatError } from './formatError.ts';
import { deleted, inserted, type Language, replaced } from './textEdits.ts';

type Path = readonly (string | number)[];
/** A place in the experiment and its new value; undefined to remove it. */
interface Difference {
  readonly path: Path;
  readonly value: unknown;
}

/** Each round fixes one place; with more places than this it is another experiment. */
const MOST_ROUNDS = 200;

/**
 * Edits the text of an experiment file as little as possible to express another experiment: comments, order,
 * anchors and style stay, and unaffected lines stay as they are. If that is impossible, for example because
 * an anchor would be lost, it is written anew.
 *
 * @param text a file that `parseExperimentText` and `parseExperiment` accept
 * @param fileName decides whether it is JSON or YAML
 * @returns text that parses to `wanted`
 */
export function editExperimentText(text: string, fileName: string, wanted: Experiment): string {
  const language = fileName.endsWith('.json') ? 'JSON' : 'YAML';
  try {
    let edited = text;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const difference = firstDifference(parseExperiment(parseExperimentText(edited, fileName)), wanted);
      if (!difference) return edited;
      edited = withDifference(edited, fileName, language, difference, wanted);
    }
  } catch (error) {
    const isBroken =
      error instanceof ExperimentError || error instanceof FormatError || error instanceof RangeError;
    if (!isBroken) throw error;
  }
  return language === 'JSON'
    ? `${JSON.stringify(wanted, null, indentOf(text))}\n`
    : writeExperimentText(wanted);
}

const indentOf = (text: string): string => /\n([ \t]+)"/.exec(text)?.[1] ?? '';

/**
 * The first place where two experiments differ: a mapping of another kind, or a list of another length,
 * differs as a whole.
 */
function firstDifference(now: unknown, wanted: unknown, path: Path = []): Difference | undefined {
  if (Object.is(now, wanted)) return undefined;
  const keys = sharedKeys(now, wanted);
  if (!keys) return { path, value: wanted };
  for (const key of keys) {
    const found = firstDifference(at(now, [key]), at(wanted, [key]), [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** The keys to compare; undefined if two values must be compared as wholes. */
function sharedKeys(now: unknown, wanted: unknown): readonly (string | number)[] | undefined {
  if (Array.isArray(now) && Array.isArray(wanted)) {
    return now.length === wanted.length ? [...now.keys()] : undefined;
  }
  if (!isMapping(now) || !isMapping(wanted) || now.kind !== wanted.kind) return undefined;
  return [...new Set([...Object.keys(wanted), ...Object.keys(now)])];
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

/** The text with one difference resolved, in the shortest equivalent way. */
function withDifference(
  text: string,
  fileName: string,
  language: Language,
  { path, value }: Difference,
  wanted: Experiment,
): string {
  const edit = editAt(parseDocument(text, { prettyErrors: false, merge: true }), text, language, path);
  const target = at(wanted, edit.path);
  if (value === undefined && edit.isExact) return edit.remove();
  const says = (candidate: unknown): string | undefined => {
    const edited = edit.write(candidate);
    try {
      const now = parseExperiment(parseExperimentText(edited, fileName));
      return firstDifference(at(now, edit.path), target) ? undefined : edited;
    } catch {
      return undefined;
    }
  };
  const shortest = shorterForms(target, edit.path).find(candidate => says(candidate) !== undefined);
  return edit.write(shortest === undefined ? target : shortest);
}

/**
 * Shorter ways to write a value, the shortest first; the experiment's rules decide which of them are
 * equivalent.
 */
function shorterForms(value: unknown, path: Path): unknown[] {
  if (Array.isArray(value) && path.at(-1) === 'hidden') {
    const [width] = value;
    const isEven = value.length > 2 && value.every(other => typeof other === 'number' && other === width);
    return isEven ? [{ layers: value.length, width }] : [];
  }
  if (!isMapping(value) || typeof value.kind !== 'string') return [];
  const others = Object.keys(value).filter(key => key !== 'kind');
  const subsets: string[][] = [[]];
  for (const key of others) subsets.push(...subsets.map(set => [...set, key]));
  const mappings = subsets
    .sort((a, b) => a.length - b.length)
    .map(keys => ({ kind: value.kind, ...Object.fromEntries(keys.map(key => [key, value[key]])) }));
  return [value.kind, ...mappings];
}

/** A change to a place in the text. */
interface Edit {
  /** The place, or the innermost part around it that the text contains. */
  readonly path: Path;
  readonly isExact: boolean;
  readonly write: (value: unknown) => string;
  readonly remove: () => string;
}

function editAt(document: Document, text: string, language: Language, path: Path): Edit {
  let node: unknown = document.contents;
  for (const [depth, step] of path.entries()) {
    const isLast = depth === path.length - 1;
    const here = path.slice(0, depth + 1);
    if (isMap(node) && typeof step === 'string') {
      const map = node;
      const pair = map.items.find(({ key }) => (key as { value?: unknown }).value === step);
      if (!pair) {
        const write = (value: unknown) => inserted(text, map, step, value, language);
        return { path: here, isExact: isLast, write, remove: () => text };
      }
      if (isLast || !(isMap(pair.value) || isSeq(pair.value))) {
        const write = (value: unknown) =>
          replaced(text, pair.value ?? pair.key, value, language, !pair.value);
        return { path: here, isExact: isLast, write, remove: () => deleted(text, map, pair) };
      }
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step];
      if (isLast || !(isMap(item) || isSeq(item))) {
        const write = (value: unknown) => replaced(text, item, value, language);
        return { path: here, isExact: false, write, remove: () => text };
      }
      node = item;
    } else {
      // `{ layers, width }` where the experiment has a list.
      const whole = node;
      const write = (value: unknown) => replaced(text, whole, value, language);
      return { path: path.slice(0, depth), isExact: false, write, remove: () => text };
    }
  }
  throw new RangeError('experiment: expected a part to change, got the whole');
}
