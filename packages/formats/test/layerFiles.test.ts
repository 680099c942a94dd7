import { spawnSync } from 'node:child_process';
import { type Checkpoint, outputsOf, SummaryTrainer, Trainer, trainBatch } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { pythonWith } from '../../../scripts/python/pythonWith.mjs';
import {
  packData,
  readNpz,
  readSafetensors,
  runArrays,
  runFromArrays,
  unpackData,
  writeNpz,
  writeRunSafetensors,
} from '../src/index.ts';
import { type LayerSample, layerSamples, preparedSample, trainedSample } from './script/layerSamples.ts';

const samples = layerSamples.map(sample => ({ ...sample, trained: trainedSample(sample) }));
const dataOf = (sample: LayerSample) => preparedSample(sample).data;
const arraysOf = (sample: (typeof samples)[number]) => runArrays(dataOf(sample), sample.trained.run);

describe.each(samples)('$name', sample => {
  test('an .npz gives the run back, bit for bit', () => {
    const { run } = sample.trained;
    const arrays = readNpz(writeNpz(arraysOf(sample)));
    const data = dataOf(sample);
    const { name: _, network: _n, layers: _l, initial: _i, final: _f, history: _h, ...result } = run;
    const classNames = 'classNames' in data ? data.classNames : undefined;
    expect(runFromArrays(arrays, sample.experiment, 0, result, { classNames, file: 'a.npz' })).toEqual({
      data,
      run,
    });
  });

  test('safetensors have the trained arrays of the .npz', () => {
    const arrays = arraysOf(sample);
    const { tensors } = readSafetensors(writeRunSafetensors(sample.trained.run));
    expect(Object.keys(tensors).length).toBeGreaterThan(0);
    for (const [name, tensor] of Object.entries(tensors)) expect(tensor, name).toEqual(arrays[name]);
    const saved = Object.keys(arrays).filter(name => name.startsWith('init_'));
    expect(Object.keys(tensors)).toEqual(expect.arrayContaining(saved.map(name => name.slice(5))));
  });

  test('a checkpoint, written and read, goes on to the same bits', () => {
    const { experiment, data } = sample;
    const options = data && { data };
    const first = new Trainer(experiment, 0, options);
    first.advance(17);
    const checkpoint = unpackData(Buffer.concat(packData(first.checkpoint())), 'a.checkpoint') as Checkpoint;
    const second = new Trainer(experiment, 0, { ...options, checkpoint });
    while (!second.done) second.advance(10);
    expect(second.run()).toEqual(sample.trained.run);
  });
});

const drawn = samples.filter(({ data }) => data === undefined);

test.each(drawn)('a job of a sweep goes on from its checkpoint to the same summary: $name', sample => {
  const { experiment } = sample;
  const finish = (trainer: SummaryTrainer) => {
    while (!trainer.done) trainer.advance(10);
    return trainer.summary();
  };
  const options = { final: true };
  const first = new SummaryTrainer({ experiment }, options);
  first.advance(17);
  const checkpoint = structuredClone(first.checkpoint());
  const whole = finish(new SummaryTrainer({ experiment }, options));
  expect(finish(new SummaryTrainer({ experiment }, options, checkpoint))).toEqual(whole);
  expect(trainBatch([{ experiment }], options)).toEqual([whole]);
});

/** Names of layer 1, or of the place given, with their shapes. */
const SHAPES: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  tanh: { X: [12, 6, 2], targets: [12, 1], W1: [2, 4], U1: [4, 4], b1: [4], W2: [4, 1] },
  lstm: { W1: [2, 16], U1: [4, 16], b1: [16] },
  gru: { W1: [2, 12], U1: [4, 12], b1: [12], bU1: [12] },
  diagonal: { W1: [2, 4], nu1: [2], theta1: [2] },
  'convolution in two axes': { X: [30, 6, 5, 2], y: [30], W1: [18, 6], b1: [6], W2: [12, 3], gamma2: [3] },
  'attention, normalized': { P2: [6, 4], W2: [4, 12], b2: [12], O2: [4, 4], bO2: [4], gQ2: [2], gK2: [2] },
  tokens: { X: [30, 6, 1], W1: [7, 4], P2: [6, 4] },
  'blocks, pre, batch': {
    gamma2: [4],
    mean2: [4],
    'W2.1': [4, 12],
    'O2.1': [4, 4],
    scale3: [1],
    'W3.1': [4, 6],
    'b3.2': [4],
    'U4.1': [4, 16],
    gammaIn6: [4],
    varianceIn6: [4],
  },
  'blocks, scale reZero': {
    scale2: [1],
    'U2.1': [4, 12],
    'scale3.2': [1],
    'W3.1.2': [4, 12],
    'W3.2.2': [4, 4],
  },
  'the copy problem': { X: [20, 9, 1], y: [20, 9] },
  'characters, held out': { X_test: [282, 20, 1], y_test: [282, 20] },
};

test('NumPy reads the arrays under their names, in their shapes', ({ skip }) => {
  const python = pythonWith('numpy');
  if (!python) skip('no python3 with numpy here');
  const code = `import io, json, sys, numpy as np
print(json.dumps({name: array.shape for name, array in np.load(io.BytesIO(sys.stdin.buffer.read())).items()}))`;
  for (const [name, shapes] of Object.entries(SHAPES)) {
    const sample = samples.find(one => one.name === name)!;
    const arrays = arraysOf(sample);
    const { stdout, stderr } = spawnSync(python!, ['-c', code], { input: writeNpz(arrays) });
    expect(stderr.toString(), name).toBe('');
    const read = JSON.parse(stdout.toString());
    expect(read, name).toMatchObject(shapes);
    expect(read, name).toEqual(
      Object.fromEntries(Object.entries(arrays).map(([key, { shape }]) => [key, shape])),
    );
    expect(outputsOf(dataOf(sample)), name).toBe(sample.trained.run.layers.at(-1)!.width);
  }
});
