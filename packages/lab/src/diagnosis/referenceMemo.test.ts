import { Diagnosis, parseExperiment, runTrial, type Trial } from 'gradscope';
import { expect, test } from 'vitest';
import { ReferenceMemo } from './referenceMemo.ts';

const experiment = parseExperiment({
  data: { kind: 'spiral', pointsPerClass: 10 },
  networks: [
    { name: 'a', hidden: [6, 6], activation: 'sigmoid', init: 'glorotNormal' },
    { name: 'b', hidden: [6, 6], activation: 'relu', init: 'heNormal' },
    { name: 'wider', hidden: [7, 7], activation: 'relu', init: 'heNormal' },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 500 },
});

function references(index: number, steps: number): Trial[] {
  return new Diagnosis(experiment, index, { steps, remedies: false }).next().filter(trial => !trial.examined);
}

test('networks of the same widths share one run of the references, with the same bits as alone', () => {
  const memo = new ReferenceMemo();
  const first = references(0, 200).map(trial => memo.run(trial));
  const again = references(1, 200).map(trial => memo.run(trial));
  const fewer = references(1, 50).map(trial => memo.run(trial));
  const more = references(0, 300).map(trial => memo.run(trial));
  for (const [i, { losses }] of again.entries()) expect(losses).toEqual(first[i].losses);
  expect(first).toEqual(references(0, 200).map(trial => runTrial(trial)));
  expect(fewer).toEqual(references(1, 50).map(trial => runTrial(trial)));
  expect(more).toEqual(references(0, 300).map(trial => runTrial(trial)));
  expect(memo.run(references(2, 50)[0])).toEqual(runTrial(references(2, 50)[0]));
});

test('a diverged reference counts from its step on', () => {
  const [trial] = references(0, 200) as [Trial];
  const { training } = trial.experiment;
  const wild = {
    ...trial,
    experiment: {
      ...trial.experiment,
      training: { ...training, optimizer: { kind: 'sgd', stepSize: 1e200 } },
    },
  } as const satisfies Trial;
  const memo = new ReferenceMemo();
  const { divergedAt } = memo.run(wild);
  expect(divergedAt).toBeGreaterThan(0);
  for (const steps of [divergedAt!, divergedAt! + 1, 400]) {
    expect(memo.run({ ...wild, steps })).toEqual(runTrial({ ...wild, steps }));
  }
});
