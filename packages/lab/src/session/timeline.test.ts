import { type Experiment, parseExperiment } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { withValue } from '../state/edits.ts';
import { GrowingHistory } from './growingHistory.ts';
import { NetworkTraining } from './networkTraining.ts';
import { forkAt, forkComplaint } from './timeline.ts';

const STEP = 20;

const before = parseExperiment({
  data: { kind: 'spiral', pointsPerClass: 10 },
  networks: [
    { name: 'relu', hidden: [6, 6], activation: 'relu', init: 'heNormal' },
    { name: 'tanh', hidden: [6, 6], activation: 'tanh', init: 'glorotNormal' },
  ],
  training: { optimizer: { kind: 'adam', stepSize: 0.01 }, steps: 60, batch: 8 },
  record: { every: 5, probes: ['gradient', 'activation', 'dead', 'update', 'ledger'] },
});

/** A network with the name of those in `before` and other settings. */
const relu = (changes: object) => ({
  networks: [{ ...before.networks[0], ...changes }, before.networks[1]],
});
const training = (changes: object) => ({ training: { ...before.training, ...changes } });
const record = (changes: object) => ({ record: { ...before.record, ...changes } });
const experimentOf = (changes: object): Experiment =>
  parseExperiment(
    Object.entries(changes).reduce((made, [key, value]) => withValue(made, [key], value), before),
  );

/** Trains the first network up to a step, changes the experiment, and trains it to its end. */
function trainForked(after: Experiment): void {
  const forked = new NetworkTraining([{ from: 0, experiment: before }], 0);
  const page = new GrowingHistory();
  const hear = () => {
    const rows = forked.takeRows();
    if (rows) page.put(rows.from, rows.history);
  };
  while (forked.step < STEP + 3) forked.advance();
  hear();
  forked.fork(forkAt([{ from: 0, experiment: before }], STEP, after));
  while (!forked.done) forked.advance();
  hear();
}

const FITTING = {
  'step size': training({ optimizer: { kind: 'adam', stepSize: 0.1 } }),
  optimizer: training({ optimizer: { kind: 'momentum', stepSize: 0.1, momentum: 0.9 } }),
  'plain descent': training({ optimizer: { kind: 'sgd', stepSize: 0.1 } }),
  schedule: training({ schedule: { kind: 'cosine' } }),
  clipping: training({ clip: { norm: 1 } }),
  'weight decay': training({ l2: 0.1 }),
  'more steps': training({ steps: 90 }),
  'a larger batch': training({ batch: 16 }),
  'the full batch': training({ batch: 'full' }),
  loss: training({ loss: 'meanSquaredError' }),
  activation: relu({ activation: 'tanh' }),
  'activation without a learned slope': relu({ activation: 'elu' }),
  'activation of one layer': relu({ hidden: [6, { width: 6, activation: 'sigmoid' }] }),
  start: relu({ init: 'orthogonal' }),
  dropout: relu({ dropout: 0.2 }),
  parameterization: relu({ parameterization: 'meanField' }),
  'the steps that are recorded': record({ every: 1 }),
  'the same probes in another order': record({ probes: [...before.record.probes, 'loss'].reverse() }),
} satisfies Record<string, object>;

const OTHERS = {
  depth: relu({ hidden: [6, 6, 6] }),
  'less depth': relu({ hidden: [6] }),
  'no hidden layer': relu({ hidden: [] }),
  width: relu({ hidden: [6, 7] }),
  normalization: relu({ normalization: 'batch' }),
  biases: relu({ bias: false }),
  pieces: relu({ activation: { kind: 'maxout', pieces: 2 } }),
  'a learned slope': relu({ activation: 'prelu' }),
  'a learned slope of one layer': relu({ hidden: [{ width: 6, activation: 'prelu' }, 6] }),
  'skip connections': relu({ residual: 'identity' }),
  name: relu({ name: 'another' }),
  'one network more': { networks: [...before.networks, { ...before.networks[0], name: 'third' }] },
  'one network less': { networks: [before.networks[0]] },
  'another order of networks': { networks: [...before.networks].reverse() },
  'more points': { data: { ...before.data, pointsPerClass: 11 } },
  classes: { data: { ...before.data, classes: 2 } },
  'other data': { data: { kind: 'curve', samples: 20 } },
  'one probe more': record({ probes: [...before.record.probes, 'neuron'] }),
  'other probes': record({ probes: ['signal'] }),
  'no probes': record({ probes: ['loss'] }),
  precision: { precision: 'float32' },
  seed: { seed: 7 },
} satisfies Record<string, object>;

describe('a change that fits networks as they are trains on to the end', () => {
  test.each(Object.entries(FITTING))('%s', (_, changes) => {
    const after = experimentOf(changes);
    expect(forkComplaint(before, after, STEP)).toBeUndefined();
    expect(() => trainForked(after)).not.toThrow();
  });
});

describe('a change that does not fit them is known to', () => {
  test.each(Object.entries(OTHERS))('%s', (_, changes) => {
    expect(forkComplaint(before, experimentOf(changes), STEP)).toMatch(/^fork: expected .+, got .+/);
  });

  test('fewer steps than were trained', () => {
    const complaint = forkComplaint(before, experimentOf(training({ steps: STEP })), STEP);
    expect(complaint).toBe('fork: expected more than 20 training steps, got 20');
  });

  test('a change of networks that are trained to their end', () => {
    const complaint = forkComplaint(before, experimentOf(training({ steps: 90 })), before.training.steps);
    expect(complaint).toBe('fork: expected a step before the end, 60, got 60');
  });
});
