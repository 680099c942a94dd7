import { describe, expect, test } from 'vitest';
import { type FillName, filler, fills } from '../../test/support/fills.ts';
import { firstBeyond, firstDifference, Twins } from '../../test/support/twins.ts';
import { RandomState } from '../random/randomState.ts';
import type { Tensor } from './engine.ts';
import { wasmEngine } from './wasm.ts';

const KINDS = Object.keys(fills) as FillName[];
/** Around a lane and around two, and beyond. */
const COLUMNS = [1, 2, 3, 4, 5, 7, 8, 9, 16, 33];
const SAMPLES = [0, 1, 3];

/** A list of 11 rows of 6, some of them twice, some of them none. */
const LIST = Int32Array.of(5, 0, -1, 2, 2, 3, -1, 0, 1, 5, 2);

describe.each(['gatherRows', 'scatterRows'] as const)('%s', kernel => {
  const run = (precision: 'float64' | 'float32', samples: number, columns: number, fill: () => number) => {
    const twins = new Twins(precision);
    const [long, short] = [samples * LIST.length, samples * 6];
    const [from, to] = kernel === 'gatherRows' ? [short, long] : [long, short];
    const x = twins.input(from, columns, fill);
    const h = twins.output(to, columns);
    twins.call((engine, of) => engine[kernel](of(x), engine.rowList(LIST), of(h)));
    return h;
  };

  test.each(KINDS)('the bits of the plain twin in both precisions, %s entries', kind => {
    for (const samples of SAMPLES) {
      for (const columns of COLUMNS) {
        expect(firstDifference(run('float64', samples, columns, filler(kind, 1))), `${columns}`).toBe('');
        if (kind === 'normal')
          expect(firstDifference(run('float32', samples, columns, filler(kind, 1))), `${columns}`).toBe('');
      }
    }
  });
});

test('a list that is used backwards is the transpose: ⟨gather x, d⟩ = ⟨x, scatter d⟩', () => {
  const engine = wasmEngine();
  const random = new RandomState(1);
  const filled = (rows: number, columns: number) => {
    const tensor = engine.tensor(rows, columns);
    for (let i = 0; i < rows * columns; i++) tensor.values[i] = random.randint(-9, 10);
    return tensor;
  };
  const [x, d] = [filled(12, 5), filled(22, 5)];
  const [h, dx] = [engine.tensor(22, 5), engine.tensor(12, 5)];
  const list = engine.rowList(LIST);
  engine.gatherRows(x, list, h);
  engine.scatterRows(d, list, dx);
  expect(product(h, d)).toBe(product(x, dx));
});

test('a list outlives a growth of the memory', () => {
  const engine = wasmEngine();
  const list = engine.rowList(Int32Array.of(1, 0));
  const x = engine.tensor(2, 1);
  engine.tensor(2 ** 20, 1);
  x.values.set([7, 8]);
  const h = engine.tensor(2, 1);
  engine.gatherRows(x, list, h);
  expect([...h.values]).toEqual([8, 7]);
});

describe('softmaxRows and its backward pass', () => {
  const SIZES = [1, 2, 3, 4, 5, 9, 16, 33];
  const cases = SIZES.flatMap(size => [false, true].map(causal => ({ size, causal })));

  function run(
    precision: 'float64' | 'float32',
    { size, causal }: (typeof cases)[number],
    scale: number,
    fill: () => number,
  ) {
    const twins = new Twins(precision);
    const h = twins.output(3 * size, size, fill);
    const d = twins.output(3 * size, size, filler('normal', 2));
    twins.call((engine, of) => {
      engine.softmaxRows(of(h), scale, causal);
      engine.softmaxRowsBackward(of(h), of(d), scale);
    });
    return [h, d];
  }

  test.each(['normal', 'sparse', 'special'] as const)(
    'float64: the bits of the plain twin, %s scores',
    kind => {
      for (const one of cases) {
        for (const scale of [1, 0.3, 300]) {
          for (const pair of run('float64', one, scale, filler(kind, 1))) {
            expect(firstDifference(pair), JSON.stringify({ ...one, scale })).toBe('');
          }
        }
      }
    },
  );

  test('float32: within (columns + 16) 2⁻²³ of the plain twin, whose sums are in float64', () => {
    for (const one of cases) {
      for (const pair of run('float32', one, 0.5, filler('normal', 1))) {
        expect(
          firstBeyond(pair, () => (one.size + 16) * 2 ** -23),
          JSON.stringify(one),
        ).toBe('');
      }
    }
  });

  test('the rows sum to 1, and a causal one sees nothing that comes later', () => {
    const engine = wasmEngine();
    const h = engine.tensor(6, 3);
    h.values.set(Array.from({ length: 18 }, (_, i) => Math.sin(i)));
    engine.softmaxRows(h, 2, true);
    for (let row = 0; row < 6; row++) {
      const weights = [...h.values.slice(3 * row, 3 * row + 3)];
      expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 14);
      expect(weights.map(weight => weight > 0)).toEqual([0, 1, 2].map(column => column <= row % 3));
    }
  });
});

const product = (x: Tensor, y: Tensor) =>
  [...x.values].reduce((sum, value, i) => sum + value * y.values[i], 0);
