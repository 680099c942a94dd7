import { expect, test } from 'vitest';
import { MOST_BYTES, MOST_RESULTS, tooMany } from './keptResults.ts';

const entry = (key: string, bytes: number) => ({ key, bytes });
const keys = (entries: readonly { readonly key: string }[]) => entries.map(({ key }) => key);

test('while there is room nothing goes', () => {
  expect(tooMany([], MOST_BYTES)).toEqual([]);
  expect(tooMany([entry('a', MOST_BYTES / 2)], MOST_BYTES / 2)).toEqual([]);
});

test('drops the least recently used results until the new one has room', () => {
  const third = MOST_BYTES / 3;
  const kept = [entry('old', third), entry('middle', third), entry('new', third)];
  expect(keys(tooMany(kept, 1))).toEqual(['old']);
  expect(keys(tooMany(kept, 2 * third))).toEqual(['old', 'middle']);
  expect(keys(tooMany(kept, MOST_BYTES))).toEqual(['old', 'middle', 'new']);
});

test('however small they are, no more are kept than a page looks through at once', () => {
  const many = Array.from({ length: MOST_RESULTS }, (_, i) => entry(`${i}`, 1));
  expect(keys(tooMany(many, 1))).toEqual(['0']);
  expect(tooMany(many.slice(1), 1)).toEqual([]);
});
