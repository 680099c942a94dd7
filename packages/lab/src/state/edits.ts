import { type Experiment, ExperimentError, parseExperiment } from 'gradscope';

/** The path of a value in an experiment: `['networks', 0, 'hidden']`. */
export type Path = readonly (string | number)[];

/** A path in the form of the error messages: `networks[0].hidden`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${key}` : key;
  }, '');
}

/** The value at a path, or undefined. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    document,
  );
}

/** The document with another value at a path; undefined removes the key. */
export function withValue<Document>(document: Document, path: Path, value: unknown): Document {
  const [key, ...rest] = path;
  if (key === undefined) return value as Document;
  const copy = (Array.isArray(document) ? [...document] : { ...document }) as Record<PropertyKey, unknown>;
  const inner = rest.length > 0 ? withValue(copy[key] ?? {}, rest, value) : value;
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy as Document;
}

/** The result of trying a change: the experiment, or its error. */
export type Tried = { readonly experiment: Experiment } | { readonly complaint: string };

/** Checks a changed document by the rules of core. */
export function tryExperiment(document: unknown): Tried {
  try {
    return { experiment: parseExperiment(document) };
  } catch (error) {
    if (error instanceof ExperimentError) return { complaint: error.message };
    throw error;
  }
}
