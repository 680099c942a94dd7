import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { diagnoseLog, type ImportedRun, runTrial, TwinDiagnosis, twinOf } from 'gradscope';
import { describe, expect, it } from 'vitest';
import { importLogs } from '../src/index.ts';

const CASES = new URL('fixtures/cases/', import.meta.url);

async function runOf(name: string): Promise<ImportedRun> {
  const bytes = gunzipSync(readFileSync(new URL(`${name}/log.jsonl.gz`, CASES)));
  const { logs } = await importLogs([{ path: 'log.jsonl', read: () => bytes }]);
  return logs[0].run;
}

const twinOfCase = async (name: string) => twinOf(await runOf(name));

const momentsOf = (values: ArrayLike<number>) => {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return [mean, Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length)] as const;
};

describe('the twin of a log', () => {
  it('has the layers, start, optimizer, batch and steps of a deep sigmoid network, and its softmax before the loss', async () => {
    const { experiment, widths, range } = await twinOfCase('08-deep-sigmoid-double-softmax');
    expect([widths, range]).toEqual([
      [300, 256, 128, 96, 64, 48, 10],
      [1, 6],
    ]);
    const { networks, training, precision } = experiment;
    expect(networks[0]).toMatchObject({
      activation: { kind: 'sigmoid' },
      output: { activation: 'softmax' },
      bias: true,
    });
    expect(training).toMatchObject({
      optimizer: { kind: 'sgd', stepSize: 0.0001 },
      steps: 991,
      batch: 64,
      loss: 'crossEntropy',
    });
    expect(precision).toBe('float32');
  });

  it('has inputs and targets of the logged mean and deviation, within 1 %', async () => {
    const { table, experiment } = await twinOfCase('02-regression-step01');
    const { runSeries } = (await runOf('02-regression-step01')).detail!;
    const [X, y] = table.map(({ values }) => momentsOf(values as Float64Array));
    const logged = (name: 'inputs_mean' | 'targets_mean') => momentsOf(runSeries[name]!.values)[0];
    expect(X[0] / logged('inputs_mean')).toBeCloseTo(1, 2);
    expect(y[0] / logged('targets_mean')).toBeCloseTo(1, 2);
    // ‖W‖ = 1.46795 of 30 weights in the log's first row.
    expect(experiment.networks[0].init).toEqual({ kind: 'normal', std: 0.268 });
  });

  it('keeps offsets of features that are many deviations from 0, and classes 0 and 1 of one output', async () => {
    const { table, experiment } = await twinOfCase('09-unscaled-offset-inputs');
    const [mean, deviation] = momentsOf(table[0].values as Float64Array);
    expect(mean / deviation).toBeGreaterThan(20);
    expect([...new Set(table[1].values as Float64Array)].sort()).toEqual([0, 1]);
    expect(experiment.training).toMatchObject({ loss: 'binaryCrossEntropy', batch: 10 });
    expect(experiment.networks[0].output).toEqual({ activation: 'sigmoid' });
  });

  it('is the same each time', async () => {
    expect(await twinOfCase('31-parabola-0-100')).toEqual(await twinOfCase('31-parabola-0-100'));
  });

  it('tries nothing, and proves nothing, if it does not show the symptom', async () => {
    const log = diagnoseLog(await runOf('31-parabola-0-100'));
    const other = { ...log, symptoms: log.symptoms.map(one => ({ ...one, kind: 'badlyScaled' as const })) };
    const diagnosis = new TwinDiagnosis(other, { steps: 60 });
    diagnosis.take(diagnosis.next().map(trial => runTrial(trial, diagnosis.twin.table)));
    expect(diagnosis.next()).toEqual([]);
    const { shows, verdict } = diagnosis.verdict()!;
    expect([shows, verdict.remedies]).toEqual([false, []]);
  });
});
