import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { datasetOf, type GivenData } from '../data/givenData.ts';
import type { EngineName } from '../engine/engine.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { type Prepared, prepareFor } from '../experiment/prepare.ts';
import { Trainer, type TrainerOptions } from '../experiment/trainer.ts';
import type { Parameters } from '../network/parameters.ts';
import { RandomState } from '../random/randomState.ts';
import { optimizerKinds } from '../training/optimizer/createOptimizer.ts';
import { largestEigenvalue } from './curvature/lanczos.ts';
import { largestOfTridiagonal } from './curvature/tridiagonal.ts';

/** A case written by `makeCurvature.py`. */
type Case = GivenData & {
  readonly name: string;
  readonly hidden: readonly unknown[];
  readonly training: { readonly steps: number; readonly optimizer: { readonly stepSize: number } };
  readonly axes: readonly number[];
  readonly parameters: readonly Readonly<Record<string, readonly number[]>>[];
  /** By step: the largest eigenvalue of the Hessian, and of the preconditioned one. */
  readonly expected: readonly (readonly [number, number])[];
};

const file = new URL('../../test/fixtures/networks/curvature.json', import.meta.url);
const { cases }: { cases: readonly Case[] } = JSON.parse(readFileSync(file, 'utf8'));

function experimentOf(hidden: unknown, training: unknown, others: object = {}) {
  return parseExperiment({
    data: { kind: 'spiral', pointsPerClass: 10 },
    networks: [{ name: 'net', hidden, activation: 'tanh', init: 'glorotNormal' }],
    training,
    record: { every: 1, probes: ['curvature'] },
    ...others,
  });
}

function trained(experiment: ReturnType<typeof parseExperiment>, options: TrainerOptions = {}) {
  const trainer = new Trainer(experiment, 0, options);
  trainer.advance(experiment.training.steps + 1);
  return trainer.run();
}

type Trained = ReturnType<typeof trained>;
const valuesOf = (
  { history }: Trained,
  name: 'sharpness' | 'preconditioned_sharpness' | 'step_sharpness',
) => [...history.series[name]!.values];

function runCase({ hidden, training, axes, parameters, expected, name, ...given }: Case, engine: EngineName) {
  const data: GivenData = { ...given, ...(axes.length > 0 && { axes }) };
  const experiment = experimentOf(hidden, training);
  const drawn = prepareFor(data, experiment);
  const own = parameters.map((layer, l) => ({
    ...drawn.networks[0].parameters[l],
    ...Object.fromEntries(Object.entries(layer).map(([key, values]) => [key, Float64Array.from(values)])),
  })) as Parameters;
  const prepared: Prepared = {
    ...drawn,
    data: datasetOf(data),
    networks: [{ ...drawn.networks[0], parameters: own }],
  };
  return trained(experiment, { engine, prepared });
}

describe.each(cases.map(one => [one.name, one] as const))('%s', (_, one) => {
  const run = runCase(one, 'wasm');

  test('the eigenvalues of PyTorch’s exact Hessian, at every step, relative error < 1e-6', () => {
    for (const [step, [sharpness, preconditioned]] of one.expected.entries()) {
      expect(Math.abs(valuesOf(run, 'sharpness')[step] / sharpness - 1)).toBeLessThan(1e-6);
      const own = valuesOf(run, 'preconditioned_sharpness')[step];
      expect(Math.abs(own / preconditioned - 1), `step ${step}`).toBeLessThan(1e-6);
      const { stepSize } = one.training.optimizer;
      expect(valuesOf(run, 'step_sharpness')[step]).toBe(stepSize * own);
    }
  });

  test('both engines give the same bits', () => {
    expect(runCase(one, 'reference').history.series).toEqual(run.history.series);
  });
});

const sgd = <Size>(stepSize: Size) => ({ kind: 'sgd', stepSize }) as const;

/** One feature, ±1, and one output: the loss is w² + b² + a constant, so that H is 2 times the identity. */
const parabola: GivenData = { X: [[1], [-1]], targets: [3, -3] };

test.each([
  [{ kind: 'sgd', stepSize: 0.99 }, 2],
  [{ kind: 'momentum', momentum: 0.9, stepSize: 1.89 }, 3.8],
  [{ kind: 'nesterov', momentum: 0.9, stepSize: 0.67 }, 3.8 / 2.8],
] as const)(
  'on a parabola of curvature 2, %j keeps below its bound and converges, and above it does not',
  (optimizer, bound) => {
    const runWith = (stepSize: number) =>
      trained(
        experimentOf(
          [],
          { optimizer: { ...optimizer, stepSize }, steps: 3000 },
          { record: { every: [0], probes: ['curvature'] } },
        ),
        {
          data: parabola,
        },
      );
    const below = runWith(optimizer.stepSize);
    expect(valuesOf(below, 'sharpness')[0]).toBeCloseTo(2, 8);
    expect(below.history.series.stability_bound!.values[0]).toBeCloseTo(bound, 12);
    expect(valuesOf(below, 'step_sharpness')[0]).toBeLessThan(bound);
    expect(below.loss).toBeLessThan(1e-6);
    const above = runWith(optimizer.stepSize * 1.03);
    expect(valuesOf(above, 'step_sharpness')[0]).toBeGreaterThan(bound);
    expect(above.loss > 1 || above.divergedAt !== null).toBe(true);
  },
);

test('step sizes of their own for layers are inside the eigenvalue; a schedule’s factor counts', () => {
  const run = (stepSize: number | number[], schedule?: unknown) =>
    trained(experimentOf([4], { optimizer: sgd(stepSize), steps: 1, ...(schedule ? { schedule } : {}) }));
  const [sharpness] = valuesOf(run(1), 'sharpness');
  expect(valuesOf(run(0.5), 'step_sharpness')[0]).toBe(0.5 * sharpness);
  const [mixed] = valuesOf(run([0.5, 0.25]), 'step_sharpness');
  expect(mixed).toBeGreaterThan(0.25 * sharpness);
  expect(mixed).toBeLessThan(0.5 * sharpness);
  const warm = valuesOf(run(0.5, { kind: 'constant', warmup: 4 }), 'step_sharpness')[0];
  expect(warm).toBeCloseTo(0.1 * sharpness, 12);
});

test.each(Object.keys(optimizerKinds))(
  'the bound of %s is known, and the first step has a curvature',
  kind => {
    const { history } = trained(experimentOf([4], { optimizer: { kind, stepSize: 0.01 }, steps: 1 }));
    expect(history.series.stability_bound!.values[0]).toBeGreaterThan(1);
    expect(history.series.step_sharpness!.values[0]).toBeGreaterThan(0);
  },
);

describe('training keeps its bits', () => {
  const others = { training: { batch: 8, l2: 0.01 }, precision: ['float64', 'float32'] } as const;
  test.each(others.precision)('%s, mini-batches, dropout, batch normalization, Adam, clipping', precision => {
    const hidden = [
      { width: 6, normalization: 'batch', dropout: 0.3 },
      { width: 5, activation: 'relu' },
    ];
    const training = { ...others.training, optimizer: { kind: 'adam' }, clip: { norm: 0.1 }, steps: 5 };
    const run = (probes: readonly string[]) =>
      trained(experimentOf(hidden, training, { record: { every: 1, probes }, precision }));
    const [without, measured] = [run(['gradient']), run(['gradient', 'curvature'])];
    expect(measured.final).toEqual(without.final);
    expect(measured.history.loss).toEqual(without.history.loss);
    expect(measured.history.series.grad_l2).toEqual(without.history.series.grad_l2);
    for (const value of valuesOf(measured, 'step_sharpness')) expect(value).toBeGreaterThan(0);
  });

  test('a run that is continued records the same', () => {
    const experiment = experimentOf([5], { optimizer: { kind: 'adam' }, batch: 8, steps: 6 });
    const first = new Trainer(experiment, 0);
    first.advance(4);
    const continued = trained(experiment, { checkpoint: first.checkpoint() });
    expect(continued.history).toEqual(trained(experiment).history);
  });
});

test('where the Hessian does not exist it is NaN: on a kink, with a truncated backward pass', () => {
  const step = { optimizer: sgd(0.1), steps: 1 };
  // The first point of every arm of the spiral lies at 0, and no bias moves it from there.
  const kink = trained(experimentOf([{ width: 4, activation: 'relu' }], step));
  expect(valuesOf(kink, 'sharpness')).toEqual([Number.NaN]);
  const cut = (truncate: number) =>
    trained(
      experimentOf(
        [
          { kind: 'recurrent', cell: 'tanh', width: 3, truncate },
          { kind: 'pool', how: 'last' },
        ],
        step,
        {
          data: { kind: 'adding', samples: 5, length: 6 },
        },
      ),
    );
  expect(valuesOf(cut(2), 'sharpness')).toEqual([Number.NaN]);
  expect(valuesOf(cut(0), 'sharpness')[0]).toBeGreaterThan(0);
});

test('units next to a kink do not reach it, in a layer and in a recurrence: no jump is taken for curvature', () => {
  const training = { optimizer: sgd(0.01), steps: 30 };
  const dense = trained(experimentOf([{ width: 20, activation: 'relu', init: 'pytorchDefault' }], training));
  const recurrent = trained(
    experimentOf(
      [
        { kind: 'recurrent', cell: 'relu', width: 8, init: 'pytorchDefault' },
        { kind: 'pool', how: 'last' },
      ],
      training,
      { data: { kind: 'adding', samples: 20, length: 10 } },
    ),
  );
  // A jump of the gradient over a move of 1e-6 would be a thousand times as large as its neighbours.
  for (const run of [dense, recurrent]) {
    const values = valuesOf(run, 'sharpness').slice(1);
    for (const [i, value] of values.slice(1).entries())
      expect(Math.abs(value / values[i] - 1)).toBeLessThan(0.2);
  }
});

describe('Lanczos', () => {
  test.each([3, 20, 100])(
    'finds the largest eigenvalue of a turned diagonal matrix of %d rows, < 1e-6',
    n => {
      const random = new RandomState(1);
      const mirror = Float64Array.from({ length: n }, () => random.normal());
      const square = mirror.reduce((sum, x) => sum + x * x, 0);
      const reflect = (v: Float64Array) => {
        const along = (2 * v.reduce((sum, x, i) => sum + x * mirror[i], 0)) / square;
        return v.map((x, i) => x - along * mirror[i]);
      };
      const eigenvalue = (i: number) => (i === 1 ? 5 : -6 + (10 * i) / n);
      const product = (v: Float64Array, into: Float64Array) => {
        into.set(reflect(reflect(v).map((x, i) => eigenvalue(i) * x)));
        return true;
      };
      const start = Float64Array.from({ length: n }, () => random.normal());
      expect(Math.abs(largestEigenvalue(product, start) / 5 - 1)).toBeLessThan(1e-6);
    },
  );

  test('0 of a matrix of zeros; NaN of one that is not finite, or cannot be multiplied', () => {
    const of = (value: number, isMade = true) =>
      largestEigenvalue(
        (_, into) => {
          into.fill(value);
          return isMade;
        },
        Float64Array.of(1, 2),
      );
    expect(of(0)).toBe(0);
    expect(of(Number.NaN)).toBe(Number.NaN);
    expect(of(Number.POSITIVE_INFINITY)).toBe(Number.NaN);
    expect(of(1, false)).toBe(Number.NaN);
  });

  test('a tridiagonal matrix with known eigenvalues, 2 cos(π / (k + 1)), to 1e-15', () => {
    for (const k of [1, 2, 7, 50]) {
      const right = 2 * Math.cos(Math.PI / (k + 1));
      const found = largestOfTridiagonal(Array(k).fill(0), Array(k - 1).fill(1));
      expect(Math.abs(found - right)).toBeLessThan(1e-15);
    }
  });
});
