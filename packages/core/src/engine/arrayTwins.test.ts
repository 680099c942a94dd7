import { describe, expect, test } from 'vitest';
import { RandomState } from '../random/randomState.ts';
import type { Precision, Values } from './engine.ts';
import { instantiateKernels, type Kernels } from './kernels.ts';
import { exp } from './math/exp.ts';
import { log } from './math/log.ts';
import { sigmoid } from './math/sigmoid.ts';
import { tanh } from './math/tanh.ts';

// The elementary functions of arrays against their scalar twins, which have their own tests against an exact oracle.

type ArrayKernel = 'expArray' | 'logArray' | 'tanhArray' | 'sigmoidArray';

const functions: readonly [ArrayKernel, (x: number) => number][] = [
  ['expArray', exp],
  ['logArray', log],
  ['tanhArray', tanh],
  ['sigmoidArray', sigmoid],
];

const SPECIAL = [
  ...[
    0,
    5e-324,
    1e-310,
    2.2250738585072014e-308,
    1e-300,
    1e-20,
    2 ** -5,
    0.03,
    0.5,
    1,
    2,
    20,
    1.7976931348623157e308,
  ],
  ...[
    79.99999, 80, 87.3, 88.72284, 88.8, 103.97, 104.1, 689.9999999999999, 690, 708.4, 709.782712893384,
    709.7827128933841,
  ],
  ...[
    710,
    745.1332191019411,
    745.1332191019412,
    746,
    1e-45,
    1.1754943508222875e-38,
    3.4028234663852886e38,
    Infinity,
    NaN,
  ],
].flatMap(x => [x, -x]);

/** Bit patterns of all magnitudes, signs and NaNs, the range where most goes on, and the special values among them. */
const XS = Float64Array.from([...bitPatterns(50_000), ...ordinary(70_000), ...SPECIAL, ...ordinary(33)]);

describe.each(functions)('%s', (name, twin) => {
  test(`float64: the bits of the scalar twin on ${XS.length} values, in place or not`, () => {
    const expected = XS.map(twin);
    expect(firstDifference(apply('float64', name, XS), expected, XS)).toBe('');
    expect(firstDifference(applyInPlace('float64', name, XS), expected, XS)).toBe('');
  });

  test('a value gets the same bits at every place of every length, and nothing behind the last is written', () => {
    for (const precision of ['float64', 'float32'] as const) {
      for (let count = 0; count < 20; count++) {
        for (const from of [0, 60_000, XS.length - 60]) {
          const xs = valuesOf(precision, XS.subarray(from, from + count));
          const oneByOne = xs.map(x => apply(precision, name, valuesOf(precision, [x]))[0]);
          expect(firstDifference(apply(precision, name, xs), oneByOne, xs), `${precision} ${count}`).toBe('');
          expect(
            firstDifference(applyInPlace(precision, name, xs), oneByOne, xs),
            `${precision} ${count}`,
          ).toBe('');
        }
      }
    }
  });
});

const XS32 = Float32Array.from(XS);

test.each([
  ['logArray', log],
  ['tanhArray', tanh],
] as const)('float32: %s is the scalar twin, rounded once', (name, twin) => {
  const expected = XS32.map(twin);
  expect(firstDifference(apply('float32', name, XS32), expected, XS32)).toBe('');
});

test.each([
  ['expArray', exp, 0.95],
  ['sigmoidArray', sigmoid, 2.5],
] as const)(
  'float32: %s, error below its bound (exp 0.95 ulp, sigmoid 2.5 ulp) of the float64 twin',
  (name, twin, bound) => {
    const result = apply('float32', name, XS32);
    const wrong = XS32.findIndex((x, i) => !(ulpError32(result[i], twin(x)) < bound));
    expect(wrong < 0 ? '' : `x = ${XS32[wrong]}: ${result[wrong]}`).toBe('');
  },
);

/** Error in units of the last place of a float32 at `exact`; 0 for equal special values. */
function ulpError32(value: number, exact: number): number {
  if (Object.is(value, Math.fround(exact))) return 0;
  if (!Number.isFinite(value)) return Number.POSITIVE_INFINITY;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(exact))), -126);
  return Math.abs(value - exact) / 2 ** (exponent - 23);
}

function firstDifference(values: Values, expected: Values, xs: Values): string {
  const i = values.findIndex((value, i) => !Object.is(value, expected[i]));
  return i < 0 ? '' : `at ${i}, x = ${xs[i]}: expected ${expected[i]}, got ${values[i]}`;
}

function* bitPatterns(count: number): Generator<number> {
  const random = new RandomState(1);
  const words = new Uint32Array(2);
  const number = new Float64Array(words.buffer);
  for (let i = 0; i < count; i++) {
    words[0] = random.randint(0, 2 ** 32);
    words[1] = random.randint(0, 2 ** 32);
    yield number[0];
  }
}

function* ordinary(count: number): Generator<number> {
  const random = new RandomState(2);
  for (let i = 0; i < count; i++) yield random.normal() * 2 ** random.uniform(-12, 10);
}

function valuesOf(precision: Precision, xs: ArrayLike<number>): Values {
  return precision === 'float64' ? Float64Array.from(xs) : Float32Array.from(xs);
}

const instances: Readonly<Record<Precision, Kernels>> = {
  float64: instantiateKernels('float64'),
  float32: instantiateKernels('float32'),
};
const GUARD = 8;

function apply(precision: Precision, name: ArrayKernel, xs: Values): Values {
  return run(precision, name, xs, (xs.length + GUARD) * xs.BYTES_PER_ELEMENT);
}

function applyInPlace(precision: Precision, name: ArrayKernel, xs: Values): Values {
  return run(precision, name, xs, 0);
}

/** Applies a kernel to a copy of `xs`, its result `distance` bytes behind; checks that what lies behind that is kept. */
function run(precision: Precision, name: ArrayKernel, xs: Values, distance: number): Values {
  const { memory, firstFreeByte, [name]: kernel } = instances[precision];
  const start = Math.ceil(firstFreeByte() / 64) * 64;
  const missing = start + distance + xs.byteLength + GUARD * 8 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  const viewAt = (at: number, count: number) =>
    precision === 'float64'
      ? new Float64Array(memory.buffer, at, count)
      : new Float32Array(memory.buffer, at, count);
  viewAt(start, xs.length).set(xs);
  const guarded = viewAt(start + distance, xs.length + GUARD);
  guarded.fill(1e30, xs.length);
  kernel(start, start + distance, xs.length);
  expect(guarded.subarray(xs.length).every(value => value === Math.fround(1e30) || value === 1e30)).toBe(
    true,
  );
  return guarded.slice(0, xs.length);
}
