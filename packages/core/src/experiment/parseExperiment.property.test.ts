import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { ExperimentError } from './experimentError.ts';
import { parseExperiment } from './parseExperiment.ts';

type Mapping = Record<string, unknown>;

const PLAIN = { enumerable: true, configurable: true, writable: true };
const RUNS = { numRuns: 2000, seed: 1 };

const edgeNumbers = fc.constantFrom(0, -0, 1, -1, 0.5, 1e9, 1e300, 2 ** 53, NaN, Infinity, 5e-324);
const words = fc.constantFrom(
  '__proto__',
  'layers',
  'width',
  'kind',
  'spiral',
  'relu',
  'sgd',
  'hidden',
  'name',
  '',
);
const leaf = fc.oneof(edgeNumbers, fc.integer({ min: 0, max: 20 }), words, fc.jsonValue());
const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(words, leaf));

/** Every place in the document, as the keys on the way there. */
const places = placesOf(smallDocument());

/** A right document with some of its values replaced by anything, left out, or joined by new keys. */
const damaged = fc
  .array(
    fc.record({
      place: fc.constantFrom(...places),
      key: words,
      action: fc.constantFrom('replace', 'remove', 'add'),
      value,
    }),
    { maxLength: 3 },
  )
  .map(changes => {
    const document = { document: smallDocument() };
    for (const { place, key, action, value } of changes)
      change(document, ['document', ...place], key, action, value);
    return document.document as unknown;
  });

test('throws nothing but an ExperimentError of short lines, for any JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), expectShortLines), RUNS);
});

test('throws nothing but an ExperimentError of short lines, for a right document with any damage', () => {
  fc.assert(fc.property(damaged, expectShortLines), RUNS);
});

test('parsing a parsed experiment returns the same', () => {
  let taken = 0;
  fc.assert(
    fc.property(damaged, document => {
      const experiment = parseOrUndefined(document);
      if (experiment === undefined) return;
      taken++;
      expect(parseExperiment(experiment)).toEqual(experiment);
      expect(parseExperiment(structuredClone(experiment))).toEqual(experiment);
    }),
    RUNS,
  );
  expect(taken).toBeGreaterThan(200);
});

function expectShortLines(document: unknown): void {
  try {
    parseExperiment(document);
  } catch (error) {
    expect(error).toBeInstanceOf(ExperimentError);
    const { message, complaints } = error as ExperimentError;
    const lines = message.split('\n');
    for (const line of lines.slice(0, 20)) {
      expect(line).toMatch(/^[\w$.[\]]+: expected .+, got .+$/);
      expect(line.length).toBeLessThan(600);
    }
    expect(lines.length).toBe(Math.min(21, complaints.length));
  }
}

function parseOrUndefined(document: unknown) {
  try {
    return parseExperiment(document);
  } catch {
    return undefined;
  }
}

function placesOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner).map(path => [key, ...path])),
  ];
}

/** Changes what is at `place`, if earlier changes have left it there. */
function change(root: Mapping, place: readonly string[], key: string, action: string, value: unknown): void {
  const parent = place.slice(0, -1).reduce<unknown>((at, key) => (isMapping(at) ? at[key] : undefined), root);
  const last = place.at(-1)!;
  const target = action === 'add' && isMapping(parent) ? parent[last] : parent;
  if (!isMapping(target)) return;
  if (action === 'remove') delete target[last];
  else Object.defineProperty(target, action === 'add' ? key : last, { ...PLAIN, value });
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null;
}
