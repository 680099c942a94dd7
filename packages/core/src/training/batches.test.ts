import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../random/randomState.ts';
import { MiniBatches } from './batches.ts';

const batchesOf = (samples: number, batch: number, seed = 1) =>
  new MiniBatches(samples, batch, new RandomState(seed));
const take = (batches: MiniBatches, count: number) =>
  Array.from({ length: count }, () => [...batches.next()]);

const sizes = fc
  .integer({ min: 1, max: 60 })
  .chain(samples => fc.tuple(fc.constant(samples), fc.integer({ min: 1, max: samples })));

test('an epoch has ⌊samples / batch⌋ full batches, and every row at most once', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), ([samples, batch], seed) => {
      const batches = batchesOf(samples, batch, seed);
      expect(batches.perEpoch).toBe(Math.floor(samples / batch));
      for (let epoch = 0; epoch < 3; epoch++) {
        const rows = take(batches, batches.perEpoch).flat();
        expect(rows).toHaveLength(batches.perEpoch * batch);
        expect(new Set(rows).size).toBe(rows.length);
        expect(rows.every(row => row >= 0 && row < samples)).toBe(true);
      }
    }),
  );
});

test('each epoch is the next permutation of the random state, in slices', () => {
  const random = new RandomState(5);
  const orders = [random.permutation(7), random.permutation(7)];
  const expected = orders.flatMap(order => [[...order.subarray(0, 3)], [...order.subarray(3, 6)]]);
  expect(take(batchesOf(7, 3, 5), 4)).toEqual(expected);
});

test('the same seed gives the same batches, another seed others', () => {
  expect(take(batchesOf(50, 8), 20)).toEqual(take(batchesOf(50, 8), 20));
  expect(take(batchesOf(50, 8, 1), 20)).not.toEqual(take(batchesOf(50, 8, 2), 20));
});

test('a batch of all rows is all rows, in a new order each epoch', () => {
  const [first, second] = take(batchesOf(20, 20), 2);
  expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(second).not.toEqual(first);
});

test('an earlier batch stays unchanged in the next epoch', () => {
  const batches = batchesOf(6, 3);
  const first = batches.next();
  const copy = [...first];
  take(batches, 5);
  expect([...first]).toEqual(copy);
});

describe('the state', () => {
  test.each([0, 1, 5, 6, 7, 12, 13])(
    'through JSON after %i batches of 6 an epoch goes on the same',
    taken => {
      const batches = batchesOf(50, 8);
      take(batches, taken);
      const restored = MiniBatches.fromState(50, 8, JSON.parse(JSON.stringify(batches.state)));
      expect(take(restored, 30)).toEqual(take(batches, 30));
      expect(restored.state).toEqual(batches.state);
    },
  );

  test('is not changed by going on', () => {
    const batches = batchesOf(9, 2);
    const { state } = batches;
    take(batches, 11);
    expect(state).toEqual(batchesOf(9, 2).state);
  });
});

describe('errors name the argument, the rule and the value', () => {
  const { state } = batchesOf(10, 3);
  test.each([
    ['batch: expected a whole number from 1 to 10, got 0', () => batchesOf(10, 0)],
    ['batch: expected a whole number from 1 to 10, got 11', () => batchesOf(10, 11)],
    ['batch: expected a whole number from 1 to 10, got 2.5', () => batchesOf(10, 2.5)],
    [
      'state.taken: expected a whole number from 0 to 3, got 4',
      () => MiniBatches.fromState(10, 3, { ...state, taken: 4 }),
    ],
    [
      'state.taken: expected a whole number from 0 to 3, got -1',
      () => MiniBatches.fromState(10, 3, { ...state, taken: -1 }),
    ],
  ])('%s', (message, make) => {
    expect(make).toThrow(new RangeError(message));
  });
});
