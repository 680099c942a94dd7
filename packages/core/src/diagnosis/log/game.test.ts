import { expect, it, test } from 'vitest';
import type { ImportedRun } from '../../log/importedRun.ts';
import { diagnoseLogs } from './diagnoseLog.ts';
import { playerOf } from './game.ts';

const runOf = (name: string, lossOf: (i: number) => number): ImportedRun => {
  const step = Int32Array.from({ length: 100 }, (_, i) => 10 * i);
  return {
    name,
    layers: [],
    series: { loss: { columns: 1, step, values: Float64Array.from(step, (_, i) => lossOf(i)) } },
  };
};

test.each([
  ['runs/log-d', 'judge'],
  ['gan/Discriminator', 'judge'],
  ['critic', 'judge'],
  ['log_g', 'maker'],
  ['netG', 'maker'],
  ['model/generator.0', 'maker'],
  ['digits', undefined],
  ['grid', undefined],
  ['d/classifier', undefined],
])('%s plays %s', (name, player) => {
  expect(playerOf(runOf(name, () => 1))).toBe(player);
});

const balanced = (i: number) => 1 + 0.3 * Math.sin(i);

it('says nothing of the losses of a balanced game, flat and jumping as they are', () => {
  const verdicts = diagnoseLogs([runOf('gan-d', balanced), runOf('gan-g', i => balanced(i + 2))]);
  expect(verdicts.map(({ symptoms, trains }) => [symptoms, trains])).toEqual([
    [[], null],
    [[], null],
  ]);
});

it('says of a game that the judge has won that the maker learns nothing from it', () => {
  const [judge, maker] = diagnoseLogs([
    runOf('gan-d', i => Math.exp(-i / 5)),
    runOf('gan-g', i => 1 + i / 10),
  ]);
  expect(judge.symptoms).toEqual([]);
  expect(maker.symptoms.map(({ kind }) => kind)).toEqual(['imbalanced']);
});

it('says of a player whose loss is no number that it diverged', () => {
  const [judge] = diagnoseLogs([runOf('a/d', i => (i > 50 ? Number.NaN : 1)), runOf('a/g', () => 1)]);
  expect(judge.symptoms.map(({ kind }) => kind)).toEqual(['diverged']);
});

it('takes no two runs that only share a folder for a game', () => {
  const verdicts = diagnoseLogs([runOf('d', () => 1), runOf('other', () => 1), runOf('x-g', () => 1)]);
  expect(verdicts[1].symptoms.map(({ kind }) => kind)).toEqual(['stalled']);
});
