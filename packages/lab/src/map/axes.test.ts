import { parseExperiment } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../state/defaultExperiment.ts';
import { axisChoices } from './axisChoices.ts';
import { firstPlan } from './firstPlan.ts';
import { FIRST_PLAN } from './mapFields.ts';
import { axisName, plainDocument, sweepOf } from './mapPlan.ts';
import { PRESETS } from './presets.ts';
import { planOfView, tooNarrow, widenAxis, zoomAxis } from './zoom.ts';

const log = { path: 'training.optimizer.stepSize', from: 0.1, to: 1000, scale: 'log', whole: false } as const;
const depth = { path: 'networks[0].hidden.layers', from: 1, to: 16, scale: 'linear', whole: true } as const;

describe('zooming', () => {
  test('into all of a map is that map; the middles of the end cells are its bounds', () => {
    const whole = zoomAxis(log, 4, [0, 1]);
    expect(whole.from / log.from).toBeCloseTo(1, 12);
    expect(whole.to / log.to).toBeCloseTo(1, 12);
  });

  test('into a half of a map of 8: cells half as wide lie within it', () => {
    // Cells are 4/7 of a decade wide; the map goes half a cell past its bounds.
    const cell = 4 / 7;
    const { from, to } = zoomAxis(log, 8, [1, 0.5]);
    expect(Math.log10(from)).toBeCloseTo(-1 + 3.5 * cell + cell / 4, 10);
    expect(Math.log10(to)).toBeCloseTo(-1 + 7.5 * cell - cell / 4, 10);
  });

  test('down to the last digits of a double the bounds stay apart', () => {
    let axis: typeof log | ReturnType<typeof zoomAxis> = log;
    for (let i = 0; i < 40; i++) axis = zoomAxis(axis, 64, [0.4, 0.6]);
    expect(axis.from).toBeLessThanOrEqual(axis.to);
    expect(axis.to / axis.from - 1).toBeLessThan(1e-13);
  });

  test('ends where neighbouring cells have no numbers of their own, after some twenty zooms to a quarter', () => {
    let plan = FIRST_PLAN;
    let zooms = 0;
    for (; tooNarrow(plan, 64) === undefined; zooms++) {
      const { values } = sweepOf(plan, '64', 0.1).axes[1];
      expect(new Set(values).size).toBe(64);
      plan = { ...plan, x: zoomAxis(plan.x, 64, [0.3, 0.55]), y: zoomAxis(plan.y, 64, [0.3, 0.55]) };
    }
    expect([zooms > 18, zooms < 26]).toEqual([true, true]);
    expect(tooNarrow(plan, 64)).toMatch(
      /^zoom: expected cells that differ within 15 digits, got step size of layer 1 from /,
    );
  });

  test('on whole numbers ends on whole numbers', () => {
    expect(zoomAxis(depth, 16, [0.25, 0.5])).toEqual({ ...depth, from: 5, to: 8 });
    expect(zoomAxis(depth, 16, [0.26, 0.27])).toMatchObject({ from: 5, to: 5 });
  });

  test('out twice as far round the middle, but not past what must be positive', () => {
    const { from, to } = widenAxis(log, 2);
    expect([from / 0.001, to / 100_000]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    expect(widenAxis({ ...log, scale: 'linear' }, 2).from).toBe(0);
    expect(widenAxis(depth, 2)).toMatchObject({ from: 1, to: 24 });
  });
});

test('every number of an experiment can be an axis, with a range that its rules allow', () => {
  const documents = [
    FIRST_PLAN.document,
    plainDocument(DEFAULT_EXPERIMENT),
    plainDocument(
      parseExperiment({
        data: { kind: 'moons' },
        networks: [
          {
            name: 'a',
            hidden: [4, { width: 5, activation: 'elu' }],
            activation: { kind: 'leakyRelu' },
            init: { kind: 'meanField', sigmaW: 1.5 },
            dropout: 0.1,
          },
        ],
        training: { optimizer: { kind: 'adam' }, clip: { norm: 1 }, l2: 0, steps: 10, batch: 20 },
      }),
    ),
  ];
  for (const document of documents) {
    const choices = axisChoices(document);
    expect(choices.length).toBeGreaterThan(6);
    for (const [k, y] of choices.entries()) {
      const x = choices[(k + 1) % choices.length];
      const sweep = sweepOf({ document, x, y }, '16', 0.1);
      for (const index of [0, sweep.total - 1]) expect(() => sweep.experimentAt(index), y.path).not.toThrow();
    }
  }
});

test.each([
  [{ kind: 'normal', std: 0.1 }, 'networks[0].init.std'],
  ['heNormal', 'networks[0].hidden.layers'],
])('the first map of an experiment is over its step size and, with %j, %s', (init, path) => {
  const experiment = parseExperiment({
    data: { kind: 'moons' },
    networks: [{ name: 'a', hidden: [8, 8], activation: 'tanh', init }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 10_000 },
  });
  const begun = firstPlan(experiment);
  expect(begun).toMatchObject({ plan: { x: { path: 'training.optimizer.stepSize' }, y: { path } } });
});

test.each(PRESETS)(
  'the map to start from, $text: its corners can be, its axes are to choose',
  ({ fields }) => {
    const sweep = sweepOf(fields.map, '16', 0.1);
    for (const run of [0, sweep.total - 1]) expect(sweep.experimentAt(run).networks).toHaveLength(1);
    const paths = axisChoices(fields.map.document).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining([fields.map.x.path, fields.map.y.path]));
  },
);

test('an axis is named after the number it varies', () => {
  expect([
    axisName('training.optimizer.stepSize[1]'),
    axisName('networks[0].hidden.layers'),
    axisName('networks[0].hidden[2]'),
    axisName('networks[0].init.sigmaW'),
    axisName('seed'),
  ]).toEqual(['step size of layer 2', 'hidden layers', 'width of layer 3', 'σw', 'seed']);
});

describe('the plan of a stored sweep’s view', () => {
  const sweep = sweepOf(FIRST_PLAN, '16', 0.1);
  const axes = [
    ...sweep.axes,
    { name: 'unit', path: 'networks[0].activation', values: ['tanh', 'relu'], scale: 'list' } as const,
  ];
  const planOf = (x: number, y: number | undefined) =>
    planOfView({ ...sweep, axes }, { x, y, others: [0, 0, 0] }, FIRST_PLAN.document);

  test('has its ranges', () => {
    expect(planOf(1, 0)).toEqual(FIRST_PLAN);
  });

  test.each([
    [planOf(1, 2), 'zoom: expected an axis over a range, got unit, whose values are listed'],
    [planOf(1, undefined), 'zoom: expected an axis over a range, got none'],
  ])('is none: %#', (plan, complaint) => {
    expect(plan).toBe(complaint);
  });
});
