import { describe, expect, test } from 'vitest';
import { filler } from '../../test/support/fills.ts';
import { firstBeyond, firstDifference, type Pair, Twins } from '../../test/support/twins.ts';
import { RandomState } from '../random/randomState.ts';
import type { Classification, EngineName, Precision } from './engine.ts';

const SIZES = [0, 1, 2, 3, 5, 8, 31, 300].flatMap(rows =>
  [1, 2, 3, 4, 5, 10, 33].map(classes => [rows, classes] as const),
);

test.each(['normal', 'sparse', 'special'] as const)(
  'float64: the bits of the plain twin, %s scores',
  kind => {
    for (const size of SIZES) {
      const { dScores, found } = classify('float64', size, filler(kind, 1));
      expect(firstDifference(dScores), `${size}`).toBe('');
      expect(found.wasm, `${size}`).toEqual(found.reference);
    }
  },
);

test('float64: the bits of the plain twin where exponentials underflow and overflow', () => {
  for (const size of SIZES) {
    const normal = filler('normal', 1);
    const { dScores, found } = classify('float64', size, () => 400 * normal());
    expect(firstDifference(dScores), `${size}`).toBe('');
    expect(found.wasm, `${size}`).toEqual(found.reference);
  }
});

test('float32: signals within (classes + 6) 2⁻²³ / n, the loss within 2⁻²⁰ (1 + loss), the same number right', () => {
  for (const size of SIZES.filter(([rows]) => rows > 0)) {
    const normal = filler('normal', 1);
    const { dScores, found } = classify('float32', size, () => 4 * normal());
    // A score difference of 30 has an error of 2⁻²⁰, and the exponential's relative error is as much: 16 of 2⁻²⁴.
    const bound = ((size[1] + 16) * 2 ** -23) / size[0];
    expect(
      firstBeyond(dScores, () => bound),
      `${size}`,
    ).toBe('');
    expect(Math.abs(found.wasm.loss - found.reference.loss)).toBeLessThan(
      2 ** -20 * (1 + found.reference.loss),
    );
    expect(found.wasm.correct).toBe(found.reference.correct);
  }
});

describe.each(['wasm', 'reference'] as const)('%s', engine => {
  const of = (...scores: number[]) => {
    const { dScores, found } = classify('float64', [1, scores.length], next(scores), [0]);
    return { ...found[engine], dScores: [...dScores[engine].values] };
  };

  test('equal scores of c classes lose log c, and the first counts as the largest', () => {
    expect(of(7, 7)).toEqual({ loss: Math.LN2, correct: 1, dScores: [-0.5, 0.5] });
  });

  test('no finite score overflows: a certain mistake loses the difference of the scores, exactly', () => {
    expect(of(-1e308, 0)).toEqual({ loss: 1e308, correct: 0, dScores: [-1, 1] });
    expect(of(1e308, -1e307)).toEqual({ loss: 0, correct: 1, dScores: [0, 0] });
    expect(of(800, 0)).toEqual({ loss: 0, correct: 1, dScores: [0, 0] });
  });

  test('an infinite or undefined score gives NaN, no wrong number', () => {
    expect(of(Infinity, 0).loss).toBeNaN();
    expect(of(0, NaN).loss).toBeNaN();
    expect(of(NaN, 0).dScores).toEqual([NaN, NaN]);
  });

  test('a class with a score of −Infinity has probability 0', () => {
    expect(of(0, -Infinity)).toEqual({ loss: 0, correct: 1, dScores: [0, 0] });
    expect(of(-Infinity, 0).loss).toBe(Infinity);
  });
});

function classify(
  precision: Precision,
  size: readonly [number, number],
  fill: () => number,
  labels?: number[],
) {
  const [rows, classes] = size;
  const random = new RandomState(1);
  const own = Int32Array.from(labels ?? Array.from({ length: rows }, () => random.randint(0, classes)));
  const twins = new Twins(precision);
  const scores = twins.input(rows, classes, fill);
  const dScores: Pair = twins.output(rows, classes);
  const found: Readonly<Record<EngineName, Classification>> = twins.call((engine, of) =>
    engine.softmaxCrossEntropy(of(scores), own, of(dScores)),
  );
  return { dScores, found };
}

function next(values: readonly number[]): () => number {
  let i = 0;
  return () => values[i++];
}
