import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numpy } from '../../test/fixtures/random/randomStateFixture.ts';
import { RandomState } from './randomState.ts';

const DRAWS = numpy.draws;

/** `count` values of a draw, with a view of their bytes in little-endian order. */
function draw(count: number, next: () => number) {
  const bytes = new DataView(new ArrayBuffer(8 * count));
  for (let i = 0; i < count; i++) bytes.setFloat64(8 * i, next(), true);
  return { bytes, at: (i: number) => bytes.getFloat64(8 * i, true) };
}

function sha256(bytes: DataView<ArrayBuffer> | Int32Array | Uint32Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Moves a double away from zero by this many ulp. */
function moveByUlp(bytes: DataView, index: number, ulp: number): void {
  bytes.setBigInt64(8 * index, bytes.getBigInt64(8 * index, true) + BigInt(ulp), true);
}

function ulpBetween(a: number, b: number): number {
  const [x, y] = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Math.abs(Number(x - y));
}

describe('uniforms', () => {
  test.each(numpy.uniforms)('seed $seed: 10^6 draws equal NumPy exactly', expected => {
    const random = new RandomState(expected.seed);
    const { bytes, at } = draw(DRAWS, () => random.random());
    expect([at(0), at(1), at(2), at(DRAWS - 1)]).toEqual([...expected.first, expected.last]);
    expect(sha256(bytes)).toBe(expected.sha256);
  });

  test.each(numpy.uniforms)('seed $seed: 10^6 draws of [-2.5, 3.1) equal NumPy exactly', expected => {
    const random = new RandomState(expected.seed);
    expect(sha256(draw(DRAWS, () => random.uniform(-2.5, 3.1)).bytes)).toBe(expected.scaledSha256);
  });
});

describe('normals', () => {
  test.each(numpy.normals)('seed $seed: all of 10^6 draws within 3 ulp of NumPy', expected => {
    const random = new RandomState(expected.seed);
    const { bytes, at } = draw(DRAWS, () => random.normal());
    expected.every1000.forEach((value, k) => {
      expect(ulpBetween(at(1000 * k), value), `draw ${1000 * k}`).toBeLessThanOrEqual(3);
    });

    expect(Math.max(...expected.byUlp.map(Math.abs))).toBeLessThanOrEqual(3);
    expected.differsAt.forEach((index, k) => {
      moveByUlp(bytes, index, Math.sign(at(index)) * expected.byUlp[k]);
    });
    expect(
      sha256(bytes),
      'our draws plus the listed differences (where log has new bits, run makeFixtures.py again)',
    ).toBe(expected.sha256);
  });

  test('mean and std scale the same draws', () => {
    const plain = new RandomState(5);
    const scaled = new RandomState(5);
    for (let i = 0; i < 10; i++) expect(scaled.normal(3, 0.2)).toBe(3 + 0.2 * plain.normal());
  });
});

describe('integers', () => {
  test.each(numpy.integers)('$low … $high: 10^6 draws equal NumPy exactly', expected => {
    const random = new RandomState(expected.seed);
    const { bytes, at } = draw(DRAWS, () => random.randint(expected.low, expected.high));
    expect(expected.first.map((_, i) => at(i))).toEqual(expected.first);
    expect(sha256(bytes)).toBe(expected.sha256);
  });

  test.each(numpy.permutations)('permutation of $n equals NumPy exactly', expected => {
    const order = new RandomState(expected.seed).permutation(expected.n);
    expect(Array.from(order.subarray(0, 10))).toEqual(expected.first);
    expect(sha256(order)).toBe(expected.sha256);
  });

  test('shuffle of a list equals NumPy exactly', () => {
    const letters = [...numpy.shuffled.of];
    new RandomState(numpy.shuffled.seed).shuffle(letters);
    expect(letters.join('')).toBe(numpy.shuffled.order);
  });

  test('shuffle keeps every element', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.integer()), (seed, numbers) => {
        const shuffled = [...numbers];
        new RandomState(seed).shuffle(shuffled);
        expect(shuffled.sort((a, b) => a - b)).toEqual(numbers.sort((a, b) => a - b));
      }),
    );
  });
});

describe('state', () => {
  test('after each kind of draw equals NumPy, the cached normal within 3 ulp', () => {
    const random = new RandomState(numpy.mixed.seed);
    const draws = [
      () => random.random(),
      () => random.normal(),
      () => random.randint(0, 5),
      () => random.randint(0, 1),
      () => random.normal(1, 2),
      () => random.permutation(300),
      () => random.randint(0, 2 ** 40),
      () => random.uniform(1, 2),
    ];
    numpy.mixed.states.forEach((expected, i) => {
      if (i > 0) draws[i - 1]();
      const { words, position, cachedNormal } = random.state;
      expect(sha256(Uint32Array.from(words)), `words after draw ${i}`).toBe(expected.sha256);
      expect(position, `position after draw ${i}`).toBe(expected.position);
      expect(cachedNormal === null, `cached after draw ${i}`).toBe(expected.cachedNormal === null);
      expect(ulpBetween(cachedNormal ?? 0, expected.cachedNormal ?? 0)).toBeLessThanOrEqual(3);
    });
  });

  test.each([0, 1, 2, 623, 624, 1251])('through JSON after %i normals goes on with the same bits', drawn => {
    const random = new RandomState(9);
    for (let i = 0; i < drawn; i++) random.normal();
    const restored = RandomState.fromState(JSON.parse(JSON.stringify(random.state)));
    for (let i = 0; i < 2000; i++) expect(restored.normal()).toBe(random.normal());
    expect(restored.state).toEqual(random.state);
  });

  test('is a copy', () => {
    const random = new RandomState(1);
    const before = random.state;
    random.random();
    expect(before).toEqual(new RandomState(1).state);
  });
});

describe('errors name the argument, the rule and the value', () => {
  const random = new RandomState(0);
  const good = random.state;
  test.each([
    ['seed: expected an integer in 0 … 2^32 − 1, got -1', () => new RandomState(-1)],
    ['seed: expected an integer in 0 … 2^32 − 1, got 0.5', () => new RandomState(0.5)],
    ['seed: expected an integer in 0 … 2^32 − 1, got 4294967296', () => new RandomState(2 ** 32)],
    ['randint: expected safe integers low < high, got low 3, high 3', () => random.randint(3, 3)],
    ['randint: expected safe integers low < high, got low 0, high NaN', () => random.randint(0, Number.NaN)],
    [
      'randint: expected high − low at most 2^53, got low -4503599627370496, high 4503599627370497',
      () => random.randint(-(2 ** 52), 2 ** 52 + 1),
    ],
    ['uniform: expected a finite high − low, got 1e+308 − -1e+308', () => random.uniform(-1e308, 1e308)],
    ['normal: expected std at least 0, got -1', () => random.normal(0, -1)],
    ['permutation: expected an integer n in 0 … 2^31 − 1, got -1', () => random.permutation(-1)],
    ['state.words: expected 624 words, got 2', () => RandomState.fromState({ ...good, words: [1, 2] })],
    [
      'state.words[3]: expected an integer in 0 … 2^32 − 1, got -7',
      () => RandomState.fromState({ ...good, words: good.words.with(3, -7) }),
    ],
    [
      'state.position: expected an integer in 0 … 624, got 625',
      () => RandomState.fromState({ ...good, position: 625 }),
    ],
    [
      'state.cachedNormal: expected a finite number or null, got NaN',
      () => RandomState.fromState({ ...good, cachedNormal: Number.NaN }),
    ],
  ])('%s', (message, draws) => {
    expect(draws).toThrow(RangeError);
    expect(draws).toThrow(message);
  });
});
