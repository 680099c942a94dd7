import { type Experiment, parseExperiment, Trainer } from 'gradscope';
import { expect, test } from 'vitest';
import { GrowingHistory } from './growingHistory.ts';
import { MOST_ROWS } from './historyStore.ts';
import { NetworkTraining } from './networkTraining.ts';
import { forkAt } from './timeline.ts';

function experimentOf(change: object = {}, training: object = {}): Experiment {
  return parseExperiment({
    data: { kind: 'spiral', pointsPerClass: 20 },
    networks: [
      { name: 'relu', hidden: [8, 8], activation: 'relu', init: 'heNormal', dropout: 0.1 },
      { name: 'tanh', hidden: [8], activation: 'tanh', init: 'glorotNormal' },
    ],
    training: { optimizer: { kind: 'adam', stepSize: 0.01 }, steps: 9000, batch: 16, ...training },
    record: { every: 1, probes: ['gradient', 'ledger'] },
    ...change,
  });
}

const start = (experiment: Experiment) => [{ from: 0, experiment }] as const;

function advanceTo(training: NetworkTraining, step: number, rowsEvery = 37): void {
  while (training.step < step && !training.done) {
    training.advance();
    if (training.step % rowsEvery === 0) training.takeRows();
  }
}

/** The same training without stops. */
function uninterrupted(experiment: Experiment, index: number, step: number) {
  const trainer = new Trainer(experiment, index);
  let loss = Number.NaN;
  trainer.advance(step + 1, (_, now) => {
    loss = now();
  });
  return { loss, parameters: trainer.checkpoint().parameters, history: trainer.run().history };
}

test('pausing, collecting and going back give the bits of an uninterrupted run', () => {
  const experiment = experimentOf();
  const training = new NetworkTraining(start(experiment), 0);
  advanceTo(training, 700);
  training.goBack(333);
  expect(training.step).toBeLessThanOrEqual(333);
  advanceTo(training, 333);
  const middle = uninterrupted(experiment, 0, 333);
  expect(training.loss).toBe(middle.loss);
  expect(training.network.parameters()).toEqual(middle.parameters);
  advanceTo(training, 900);
  const end = uninterrupted(experiment, 0, 900);
  expect(training.loss).toBe(end.loss);
  expect(training.network.parameters()).toEqual(end.parameters);
});

test('the rows sent add up to the recorded history, each step once, also after going back', () => {
  const experiment = experimentOf();
  const training = new NetworkTraining(start(experiment), 1);
  const page = new GrowingHistory();
  const hear = () => {
    const rows = training.takeRows();
    if (rows) page.put(rows.from, rows.history);
  };
  advanceTo(training, 250, 10_000);
  hear();
  training.goBack(100);
  advanceTo(training, 400, 10_000);
  hear();
  const { history } = uninterrupted(experiment, 1, 399);
  expect(page.view).toEqual(history);
});

test(`holds at most ${MOST_ROWS} rows of 9,000, the last and the largest and smallest loss among them`, () => {
  const experiment = experimentOf({ record: { every: 1, probes: ['gradient'] } });
  const training = new NetworkTraining(start(experiment), 1);
  const page = new GrowingHistory();
  while (!training.done) {
    training.advance();
    if (training.step % 500 !== 0 && !training.done) continue;
    const rows = training.takeRows();
    if (rows) page.put(rows.from, rows.history);
  }
  const { step, loss } = page.view;
  const { history } = uninterrupted(experiment, 1, 9000);
  expect(training.ended).toEqual({ kind: 'done' });
  expect(step.length).toBeLessThanOrEqual(MOST_ROWS);
  expect(step.length).toBeGreaterThan(MOST_ROWS / 4);
  expect([step[0], step.at(-1)]).toEqual([0, 8999]);
  expect(Math.min(...loss)).toBe(Math.min(...history.loss));
  expect(Math.max(...loss)).toBe(Math.max(...history.loss));
});

test('a fork goes on from the parameters of its step, under its own settings', () => {
  const experiment = experimentOf();
  const gentler = experimentOf({}, { optimizer: { kind: 'sgd', stepSize: 0.001 }, batch: 'full' });
  const training = new NetworkTraining(start(experiment), 0);
  advanceTo(training, 300);
  training.fork(forkAt(start(experiment), 200, gentler));
  advanceTo(training, 200);
  expect(training.network.parameters()).toEqual(uninterrupted(experiment, 0, 200).parameters);
  advanceTo(training, 260);
  const forked = training.network.parameters();
  expect(forked).not.toEqual(uninterrupted(experiment, 0, 260).parameters);

  const replayed = new NetworkTraining(forkAt(start(experiment), 200, gentler), 0);
  advanceTo(replayed, 260, 41);
  expect(replayed.network.parameters()).toEqual(forked);
});

test('a non-finite loss ends the run, and its row is sent', () => {
  const experiment = experimentOf({}, { optimizer: { kind: 'sgd', stepSize: 1e90 }, batch: 'full' });
  const training = new NetworkTraining(start(experiment), 0);
  advanceTo(training, 100);
  expect(training.ended).toMatchObject({ kind: 'diverged' });
  const { history } = training.takeRows()!;
  expect(Number.isFinite(history.loss.at(-1))).toBe(false);
  expect(history.step.at(-1)).toBe(training.step);
});

test('the history stays bounded even if no one takes its rows', () => {
  const experiment = experimentOf({}, { steps: 20_000 });
  const training = new NetworkTraining(start(experiment), 1);
  advanceTo(training, 19_500, Number.POSITIVE_INFINITY);
  const { step, loss } = training.takeRows()!.history;
  expect(step.length).toBeLessThanOrEqual(MOST_ROWS);
  const { history } = uninterrupted(experiment, 1, 19_500);
  const recorded = history.loss.subarray(0, 19_500);
  expect(Math.max(...loss)).toBe(Math.max(...recorded));
  expect(Math.min(...loss)).toBe(Math.min(...recorded));
});
