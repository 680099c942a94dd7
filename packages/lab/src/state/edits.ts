import { type Experiment, ExperimentError, parseExperiment } from 'gradscope';

/** Where in an experiment a value stands: `['networks', 0, 'hidden']`. */
export type Path = readonly (string | number)[];

/** A path as messages of the experiment's rules begin: `networks[0].hidden`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${key}` : key;
  }, '');
}

/** The value at a path; undefined if there is none. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    document,
  );
}

/** The document with another value at a path; undefined takes the key away. */
export function withValue<Document>(document: Document, path: Path, value: unknown): Document {
  const [key, ...rest] = path;
  if (key === undefined) return value as Document;
  const copy = (Array.isArray(document) ? [...document] : { ...document }) as Record<PropertyKey, unknown>;
  const inner = rest.length > 0 ? withValue(copy[key] ?? {}, rest, value) : value;
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy as Document;
}

/** A change that was tried: the experiment it makes, or what is wrong with it. */
export type Tried = { readonly experiment: Experiment } | { readonly complaint: string };

/** Checks a changed document as core does. */
export function tryExperiment(document: unknown): Tried {
  try {
    return { experiment: parseExperiment(document) };
  } catch (error) {
    if (error instanceof ExperimentError) return { complaint: error.message };
    throw error;
  }
}
