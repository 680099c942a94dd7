import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/parseExperiment.ts';
import { Trainer } from '../../experiment/trainer.ts';
import type { ImportedRun } from '../../log/importedRun.ts';
import { seriesNamed } from '../../probe/history.ts';
import { describeLogVerdict } from './describeLog.ts';
import { diagnoseLog } from './diagnoseLog.ts';

interface Kept {
  readonly shapes?: boolean;
  readonly loss?: boolean;
  readonly layers?: (l: number) => boolean;
}

/** The log that a program might have written of one of our runs: all series, or fewer. */
function logOf(network: object, kept: Kept = {}): ImportedRun {
  const { shapes = true, loss = true, layers = () => true } = kept;
  const experiment = parseExperiment({
    seed: 1,
    data: { kind: 'circles', samples: 80, noise: 0.05, factor: 0.4 },
    networks: [
      { name: 'net', hidden: { layers: 8, width: 12 }, activation: 'tanh', init: 'orthogonal', ...network },
    ],
    training: { optimizer: { kind: 'adam', stepSize: 0.002 }, steps: 300 },
    record: { every: 5, probes: ['gradient', 'activation'] },
  });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(300);
  const run = trainer.run();
  const { step, series } = run.history;
  const chosen = run.layers.map((_, l) => l).filter(layers);
  const columnsOf = (name: string) => ({
    columns: chosen.length,
    step,
    values: Float64Array.from({ length: step.length * chosen.length }, (_, i) => {
      const row = Math.floor(i / chosen.length);
      return seriesNamed({ series }, name)!.values[row * run.layers.length + chosen[i % chosen.length]];
    }),
  });
  return {
    name: 'net',
    layers: chosen.map(l => ({
      name: `net.${l}`,
      fanIn: shapes ? run.layers[l].fanIn : null,
      fanOut: shapes ? run.layers[l].width : null,
      size: null,
      activation: null,
    })),
    series: {
      grad_l2: columnsOf('grad_l2'),
      ...(loss && {
        loss: { columns: 1, step, values: run.history.loss },
        accuracy: { columns: 1, step, values: run.history.accuracy },
      }),
    },
  };
}

const sick = { activation: 'sigmoid', init: 'glorotNormal' };
const half = (l: number) => l % 2 === 1 || l === 8;

describe.each<[string, Kept]>([
  ['with shapes', {}],
  ['without shapes', { shapes: false }],
  ['with some layers only', { layers: half }],
  ['with some layers only, without shapes', { layers: half, shapes: false }],
  ['without a loss', { loss: false }],
])('a log %s', (_, kept) => {
  it('of a sigmoid network that does not train says vanishing, from the first layers on', () => {
    const { symptoms, suggestions, trains } = diagnoseLog(logOf(sick, kept));
    expect(symptoms[0]).toMatchObject({ kind: 'vanishing', step: 0 });
    expect(symptoms[0].layers![0]).toBeLessThanOrEqual(2);
    expect(suggestions).not.toEqual([]);
    expect(trains).toBe(kept.loss === false ? null : false);
  });

  it.each([
    ['tanh', {}],
    ['ReLU', { activation: 'relu', init: 'heNormal' }],
    [
      'deep ReLU',
      { activation: 'relu', init: 'heNormal', hidden: { layers: 20, width: 12 }, residual: 'identity' },
    ],
  ])('of a %s network that trains raises no alarm', (_, network) => {
    expect(diagnoseLog(logOf(network, kept)).symptoms).toEqual([]);
  });
});

describe('diagnoseLog', () => {
  const lossOnly = (value: (i: number) => number, rows = 100, stepOf = (i: number) => i): ImportedRun => ({
    name: 'net',
    layers: [],
    series: {
      loss: {
        columns: 1,
        step: Int32Array.from({ length: rows }, (_, i) => stepOf(i)),
        values: Float64Array.from({ length: rows }, (_, i) => value(i)),
      },
    },
  });

  it.each([
    ['a loss that falls', (i: number) => 1 / (1 + i), []],
    ['a loss that falls a little', (i: number) => 3 - i / 100, []],
    ['a noisy loss that falls', (i: number) => (1 + 0.5 * Math.sin(i)) / (1 + i / 10), []],
    ['a loss that stays', () => 1.1, ['stalled']],
    ['a loss that becomes NaN', (i: number) => (i < 50 ? 1 : Number.NaN), ['diverged']],
    ['a loss that runs away', (i: number) => 1 + i / 10, ['diverged']],
    ['a loss that jumps', (i: number) => (i % 2 === 0 ? 1 : 2.5), ['oscillating']],
  ])('of %s', (_, value, kinds) => {
    expect(diagnoseLog(lossOnly(value)).symptoms.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ['ran away: at the last one', (i: number) => 1 + i / 10, 1990],
    ['jumped: from the middle one on', (i: number) => (i % 2 === 0 ? 1 : 2.5), 1500],
  ])('of a log that begins at step 1000 says by its own steps when the loss %s', (_, value, step) => {
    expect(diagnoseLog(lossOnly(value, 100, i => 1000 + 10 * i)).symptoms[0]).toMatchObject({ step });
  });

  it('takes the largest update of 200,000', () => {
    const log = lossOnly(() => 1.1, 20_000);
    const { step } = log.series.loss;
    const values = new Float64Array(10 * step.length).fill(1e-9);
    values[77_777] = 1e-7;
    const { symptoms } = diagnoseLog({
      ...log,
      series: { ...log.series, update_ratio: { columns: 10, step, values } },
    });
    expect(symptoms[0]).toMatchObject({ kind: 'stalled', evidence: { updateRatio: 1e-7 } });
  });

  it('says nothing of a flat loss of few steps, or of none', () => {
    expect(diagnoseLog(lossOnly(() => 1.1, 20)).healthy).toBe(true);
    expect(diagnoseLog({ name: 'net', layers: [], series: {} }).healthy).toBe(true);
  });

  it('tells an infinite gradient’s layer', () => {
    const log = logOf(sick);
    const values = log.series.grad_l2.values.slice();
    values[9 * 20 + 3] = Number.POSITIVE_INFINITY;
    const loss = {
      ...log.series.loss,
      values: log.series.loss.values.map((v, row) => (row > 20 ? Number.NaN : v)),
    };
    const broken = { ...log, series: { loss, grad_l2: { ...log.series.grad_l2, values } } };
    expect(diagnoseLog(broken).symptoms.find(({ kind }) => kind === 'diverged')).toMatchObject({
      layers: [4, 4],
      step: 105,
    });
  });

  it('tells dead units, and a gradient too small for its format, by what ends above a gradient of exactly 0', () => {
    const log = logOf(sick, { loss: false });
    const endingAt = (above: number) => ({
      ...log,
      series: {
        grad_l2: {
          ...log.series.grad_l2,
          values: log.series.grad_l2.values.map((_, i) => (i % 9 < 4 ? 0 : i % 9 === 4 ? above : 1)),
        },
      },
    });
    expect(diagnoseLog(endingAt(0.5)).symptoms[0]).toMatchObject({ kind: 'dead', layers: [4, 4] });
    expect(diagnoseLog(endingAt(1e-40)).symptoms.at(-1)).toMatchObject({ kind: 'underflow', layers: [1, 4] });
  });

  it('takes no count of units for a share of them', () => {
    const log = logOf(sick, { shapes: false, layers: l => l > 6 });
    const { step } = log.series.grad_l2;
    const dead = (value: number) => ({
      columns: 2,
      step,
      values: new Float64Array(2 * step.length).fill(value),
    });
    const kindsOf = (value: number) =>
      diagnoseLog({ ...log, series: { ...log.series, dead: dead(value) } }).symptoms.map(({ kind }) => kind);
    expect(kindsOf(0.75)).toContain('dead');
    expect(kindsOf(9)).not.toContain('dead');
  });

  it('is described in words: outcome, symptom with the log’s names, what is suggested, what it was told from', () => {
    const [outcome, symptom, suggested, grounds] = describeLogVerdict(diagnoseLog(logOf(sick)));
    expect(outcome).toMatch(
      /^net does not train: its loss goes from .* to .*, its accuracy ends at .* in 296 logged steps\.$/,
    );
    expect(symptom).toMatch(
      /^Vanishing gradient in layers 1 to 8 \(net\.0 to net\.7\): .* random starts of these shapes/,
    );
    expect(suggested).toMatch(/^Suggested, not proven: /);
    expect(grounds).toBe(
      'Told from the gradients of 9 layers, compared with random starts of the same shapes.',
    );
  });
});

describe('numbers that broke', () => {
  const rows = 40;
  const series = (columns: number, value: (row: number, l: number) => number) => ({
    columns,
    step: Int32Array.from({ length: rows }, (_, row) => row),
    values: Float64Array.from({ length: rows * columns }, (_, i) =>
      value(Math.floor(i / columns), i % columns),
    ),
  });
  const layers = ['a', 'b', 'c'].map(name => ({ name, fanIn: 4, fanOut: 1, size: 4, activation: null }));
  const runOf = (parts: Record<string, ReturnType<typeof series>>): ImportedRun => ({
    name: 'net',
    layers,
    series: parts,
  });
  const from = (row: number, before: number) => (at: number) => (at < row ? before : Number.NaN);

  it('a gradient that is missing at a step with weights and a loss, before the loss breaks: a derivative', () => {
    const { symptoms } = diagnoseLog(
      runOf({
        loss: series(1, from(9, 1)),
        weight_l2: series(3, from(9, 2)),
        grad_l2: series(3, from(8, 0.1)),
      }),
    );
    expect(symptoms[0]).toMatchObject({ kind: 'derivative', step: 8 });
  });

  it('all of them at the same step: no derivative', () => {
    const { symptoms } = diagnoseLog(
      runOf({
        loss: series(1, from(9, 1)),
        weight_l2: series(3, from(9, 2)),
        grad_l2: series(3, from(9, 0.1)),
      }),
    );
    expect(symptoms[0].kind).toBe('diverged');
  });

  it('a gradient of exactly 0 everywhere from the start, behind one output: the output', () => {
    const { symptoms } = diagnoseLog(runOf({ loss: series(1, () => 0.6), grad_l2: series(3, () => 0) }));
    expect(symptoms[0]).toMatchObject({ kind: 'output', layers: [3, 3] });
  });

  it('a gradient that becomes exactly 0 everywhere: dead units, whatever the loss has come to', () => {
    const falling = series(1, row => (row < 5 ? 10 : 4));
    const { symptoms, trains } = diagnoseLog(
      runOf({ loss: falling, grad_l2: series(3, row => (row < 5 ? 1 : 0)) }),
    );
    expect([trains, symptoms[0].kind, symptoms[0].step]).toEqual([false, 'dead', 5]);
  });
});
