import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importLogs } from '@gradscope/formats';
import { diagnoseLog, type RunDetail } from 'gradscope';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonWith } from '../../../scripts/python/pythonWith.mjs';
import { pythonWithTorch } from '../../../scripts/python/torch.mjs';
import { gradscope, temporaryFolder } from './runProgram.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAMS = file('fixtures/loggerPrograms.py');

describe('gradscope logger', () => {
  it.each(['pytorch', 'keras'])('prints the file for %s', async framework => {
    const { stdout, stderr, code } = await gradscope(['logger', framework]);
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toBe(readFileSync(file(`../loggers/${framework}.py`), 'utf8'));
  });

  it('refuses another framework, and says which it knows', async () => {
    const { stderr, code } = await gradscope(['logger', 'torch']);
    expect(stderr).toContain('framework: expected pytorch or keras, got "torch"');
    expect(code).toBe(2);
    expect((await gradscope(['logger'])).code).toBe(2);
  });
});

it('the logger for Keras logs a dense network, held against a stand-in of TensorFlow on NumPy', async ({
  skip,
}) => {
  const numpy = pythonWith('numpy');
  if (!numpy) skip('no python3 with numpy: the logger for Keras is NOT TESTED');
  const folder = temporaryFolder();
  copyFileSync(file('../loggers/keras.py'), join(folder.path, 'gradscope_logger_keras.py'));
  execFileSync(numpy!, [file('fixtures/fakeTensorflow.py'), folder.path]);
  const bytes = readFileSync(join(folder.path, 'keras.jsonl'));
  const { run, tags } = (await importLogs([{ path: 'keras.jsonl', read: () => bytes }])).logs[0];
  folder.remove();
  expect(tags.filter(({ use }) => use !== 'used')).toEqual([]);
  expect(run.layers).toMatchObject([
    { name: 'model/dense', fanIn: 3, fanOut: 5, activation: 'relu' },
    { name: 'model/dense_1', fanIn: 5, fanOut: 1, activation: null },
  ]);
  expect([...run.series.loss.step]).toEqual([0, 2, 4]);
  const { runSeries, moduleSeries, optimizer } = run.detail!;
  expect([...runSeries.val_loss!.step]).toEqual([2, 4]);
  expect(runSeries.best_constant!.values[0] / runSeries.targets_std!.values[0] ** 2).toBeCloseTo(1, 4);
  expect(runSeries.neighbours!.values[0]).toBeGreaterThan(3 * runSeries.neighbours_deviation!.values[0]);
  expect(moduleSeries.saturated!.values[1]).toBe(0.53);
  expect(optimizer).toMatchObject({ kind: 'SGD', settings: { lr: 0.1 } });
});

// Skipped, and said to be, without PyTorch: `npm test` installs it where it can.
const python = pythonWithTorch();

describe.skipIf(!python)('the logger for PyTorch', () => {
  const folder = temporaryFolder();
  afterAll(folder.remove);
  let said: Record<string, unknown>;

  beforeAll(() => {
    copyFileSync(file('../loggers/pytorch.py'), join(folder.path, 'gradscope_logger.py'));
    said = JSON.parse(execFileSync(python!, [PROGRAMS, folder.path], { encoding: 'utf8' }));
  }, 240_000);

  const lines = (name: string) =>
    readFileSync(join(folder.path, `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line.replaceAll(/\b(?:NaN|-?Infinity)\b/g, 'null')));

  async function read(name: string) {
    const bytes = readFileSync(join(folder.path, `${name}.jsonl`));
    const { logs, problems } = await importLogs([{ path: `${name}.jsonl`, read: () => bytes }]);
    expect(problems).toEqual([]);
    const { run, tags } = logs[0];
    return { run, tags, detail: run.detail as RunDetail };
  }

  it('changes no bit of the training, nor of the random state, also with dropout between recurrent layers', () => {
    expect(said['same losses']).toBe(true);
    expect(said['same losses of an LSTM with dropout']).toBe(true);
  });

  it('has met no error in looking at any program', () => {
    for (const name of [
      'functional',
      'lstm',
      'rnn',
      'attention',
      'gan-d',
      'gan-g',
      'derivative',
      'wrapped',
    ]) {
      for (const row of lines(name)) expect(row, name).not.toHaveProperty('problem');
    }
  });

  it('finds optimizer, loss, modules and functions in order of execution', async () => {
    const { detail, run } = await read('functional');
    expect(detail.optimizer).toMatchObject({ kind: 'Adam', settings: { lr: 0.01, betas: [0.9, 0.999] } });
    expect(detail.loss).toEqual({
      kind: 'cross_entropy',
      operations: ['relu', 'log_softmax', 'nll_loss'],
      terms: 1,
    });
    expect(detail.modules.map(({ name }) => name)).toEqual([
      'conv',
      'conv>relu',
      'fc',
      'fc>sigmoid',
      'head',
      'frozen',
      'frozen>relu',
    ]);
    expect(detail.parameters.find(({ name }) => name === 'frozen.weight')!.frozen).toBe(true);
    expect(run.layers.map(({ name, activation }) => [name, activation])).toEqual([
      ['conv', 'relu'],
      ['fc', 'sigmoid'],
      ['head', null],
    ]);
  });

  it('logs the update, norms before and after clipping, targets and what a constant answer costs', async () => {
    const { detail, run } = await read('functional');
    expect([...run.series.loss.step]).toEqual([0, 2, 4]);
    for (const norm of detail.runSeries.grad_norm_clipped!.values) expect(norm).toBeLessThan(1.001e-3);
    for (const norm of detail.runSeries.grad_norm!.values) expect(norm).toBeGreaterThan(1e-2);
    expect(detail.runSeries.best_constant!.values[0]).toBeCloseTo(Math.log(3), 4);
    expect([...detail.classes!].map(share => Math.round(share * 3))).toEqual([1, 1, 1]);
    for (const ratio of run.series.update_ratio.values) expect(ratio).toBeGreaterThan(1e-4);
    expect(run.series.accuracy.values[0]).toBeGreaterThanOrEqual(0);
  });

  it('sees targets that belong to other inputs', async () => {
    const kinds = async (name: string) =>
      diagnoseLog((await read(name)).run).symptoms.map(({ kind }) => kind);
    expect(await kinds('matched')).toEqual([]);
    expect((await kinds('shuffled'))[0]).toBe('mismatch');
  });

  it('follows the gradient through the time steps as a cell run by hand has it, to six digits', async () => {
    const { detail } = await read('rnn');
    const expected = said.time as number[];
    for (const [t, norm] of expected.entries()) {
      expect(Math.abs(detail.time.rnn.values[t] / norm - 1)).toBeLessThan(1e-5);
    }
    expect(detail.modules[0].sequence).toBe(1);
    const { run } = await read('lstm');
    expect(run.layers.map(({ name }) => name)).toEqual(['rnn.l0', 'rnn.l1', 'fc']);
  });

  it('sees attention, positions and tied weights', async () => {
    const { detail } = await read('attention');
    expect(Object.keys(detail.attentionLogit).sort()).toEqual([
      'enc.layers.0.self_attn',
      'enc.layers.1.self_attn',
    ]);
    for (const { values } of Object.values(detail.attentionEntropy)) {
      expect(values[0]).toBeGreaterThan(0.5);
      expect(values[0]).toBeLessThanOrEqual(1);
    }
    const emb = detail.parameters.find(({ name }) => name === 'emb.weight')!;
    expect(emb.shared).toEqual(['out.weight']);
    expect(detail.parameters.map(({ name }) => name)).toContain('enc.layers.0.self_attn.in_proj_weight');
  });

  it('tells accumulated gradients from gathered ones, and from what another network leaves', async () => {
    expect([...(await read('never-zeroed')).detail.runSeries.accumulating!.step]).toEqual([1, 2]);
    for (const name of ['gathered', 'gan-d', 'gan-g', 'functional']) {
      expect((await read(name)).detail.runSeries, name).not.toHaveProperty('accumulating');
    }
  });

  it('knows targets of a loss that was made by hand, and numbers of the program', async () => {
    const { detail } = await read('gathered');
    expect(detail.loss!.kind).toBe('mse_loss');
    expect(detail.runSeries.targets_mean!.values[0]).toBeCloseTo(100, 3);
    expect(detail.runSeries.val_loss!.values[0]).toBe(0.5);
  });

  it('logs the step at which a derivative fails though it is not its turn, and which operation it is', async () => {
    const { detail, run } = await read('derivative');
    expect([...run.series.loss.step]).toEqual([0, 3]);
    expect([...run.series.loss.values].every(Number.isFinite)).toBe(true);
    expect(detail.bad[0]).toEqual({ step: 3, what: 'gradient 2.weight' });
    expect(detail.undefinedOperations).toContainEqual({ step: 3, what: 'sqrt' });
  });

  it('bears copies, files, wrappers, closures, weight normalization and the earlier name', async () => {
    const { detail, run } = await read('wrapped');
    expect(run.layers.map(({ name }) => name)).toEqual(['0', '2']);
    expect(detail.optimizer!.kind).toBe('LBFGS');
    expect([...run.series.accuracy.values]).toEqual([0.5, 0.5]);
    const { run: normalized } = await read('weightnorm');
    expect(normalized.layers).toMatchObject([{ name: '0', size: 12 }, { name: '2' }]);
  });

  it('logs gradients without the scale of mixed precision', () => expect(said.unscaled).toBe(true));

  it('keeps no tensor from step to step', () => {
    const [before, after] = said.tensors as number[];
    expect(after).toBe(before);
  });

  it('does without optimizer, tensor and inputs', async () => {
    const { detail, run } = await read('bare');
    expect(detail.optimizer).toBeNull();
    expect(detail.parameterSeries.update_ratio!.step.length).toBeGreaterThan(0);
    expect(run.layers.map(({ name }) => name)).toEqual(['0', '2']);
  });
});

it.skipIf(python)('PyTorch is missing here: the logger for it is NOT TESTED', () => {
  console.warn(
    'No python3 with torch: the tests of packages/cli/loggers/pytorch.py are skipped. apt-get install python3-torch',
  );
});
