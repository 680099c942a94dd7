import {
  activationNode,
  activations,
  dense,
  denseParameters,
  type Experiment,
  ModelLayer,
  parseExperiment,
  prepare,
  registerActivation,
  registerInitializer,
  registerLayer,
  sum,
  Trainer,
} from 'gradscope';
import { expect, test } from 'vitest';
import {
  beyondScripts,
  FormatError,
  fileFormats,
  formatsOf,
  importLogs,
  isLogName,
  logNames,
  readAnyTable,
  registerFormat,
  runArrays,
  runFromArrays,
  writeNumpyScript,
  writeOnnx,
  writePytorchScript,
} from '../src/index.ts';

// vitest.config.ts gives this file modules of its own: what is registered here is nowhere else.

registerActivation('mine', { ...activations.softsign, name: 'mine' });
registerInitializer('ones', {
  settings: {},
  draw: (_, fanIn, fanOut) => ({
    W: new Float64Array(fanIn * fanOut).fill(1),
    b: new Float64Array(fanOut),
  }),
  moments: () => ({ weightMean: 1, weightVariance: 0 }),
});

const experimentWith = (network: object): Experiment =>
  parseExperiment({
    data: { kind: 'moons', samples: 20 },
    networks: [{ name: 'a', hidden: [{ width: 4, ...network }, 3], activation: 'tanh', init: 'heNormal' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 3 },
  });

test('an activation of a program’s own has no ONNX operator', () => {
  const experiment = experimentWith({ activation: 'mine' });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(3);
  const write = () => writeOnnx(trainer.run(), { loss: 'crossEntropy', classes: true });
  expect(write).toThrow(FormatError);
  expect(write).toThrow(/^ONNX: activation: expected sigmoid or .*, got "mine", which has no export$/);
});

test.each([
  [{ activation: 'mine' }, /activation: expected sigmoid or .*, got "mine", which has no export$/],
  [{ init: 'ones' }, /init: expected normal or .*, got "ones", which has no export$/],
])('scripts have no code for %j', (network, message) => {
  const experiment = experimentWith(network);
  const { data } = prepare(experiment);
  expect(beyondScripts(experiment, 'NumPy')).toEqual([expect.stringMatching(message)]);
  expect(() => writeNumpyScript(experiment, data)).toThrow(/^NumPy script: /);
  expect(() => writePytorchScript(experiment, data)).toThrow(message);
});

/** `h = tanh(x W + b + x U)`: a layer with one array more than others. */
registerLayer('doubled', {
  draw: ({ fanIn, width }, start) => ({ U: start(fanIn, width).W }),
  build(builder, settings, from) {
    const shape = builder.shapeOf(from);
    const add = (options: Parameters<typeof denseParameters>[3]) =>
      builder.add(
        dense(
          builder.engine,
          from,
          shape,
          denseParameters(builder.engine, settings.fanIn, settings.width, options),
        ),
      );
    const [first, second] = [add({}), add({ hasBias: false, names: ['U', 'c'] })];
    const z = builder.add(sum([first, second], builder.shapeOf(first)));
    const h = builder.add(activationNode(z, builder.shapeOf(z), activations.tanh));
    return new ModelLayer(builder, { first, z, u: z, a: h, h }, settings);
  },
});

test('a layer of a program’s own keeps its arrays in a file, and is exported nowhere else', () => {
  const experiment = experimentWith({ kind: 'doubled' });
  const trainer = new Trainer(experiment, 0);
  trainer.advance(3);
  const run = trainer.run();
  const arrays = runArrays(trainer.data, run);
  expect(Object.keys(arrays)).toEqual(expect.arrayContaining(['init_U1', 'U1', 'W1', 'b1']));
  const read = runFromArrays(arrays, experiment, 0, run, { file: 'a.npz' }).run;
  expect([read.initial, read.final]).toEqual([run.initial, run.final]);
  const wrong =
    /^networks\[0\]\.hidden\[0\]\.kind: expected dense or .*, got "doubled", which has no export$/;
  expect(() => writeOnnx(run, { loss: 'crossEntropy', classes: true })).toThrow(
    /^ONNX: layer 1: expected dense.*, got "doubled", which has no export$/,
  );
  for (const library of ['NumPy', 'PyTorch'] as const) {
    expect(beyondScripts(experiment, library)).toEqual([expect.stringMatching(wrong)]);
  }
  expect(() => writePytorchScript(experiment, trainer.data)).toThrow(
    /networks\[0\].hidden\[0\].kind: .*"doubled"/,
  );
});

test('a format of the program’s own is known by its name, and read as a log and as data', async () => {
  registerFormat('lines', {
    title: 'Lines',
    endings: ['.lines'],
    table: {
      start: [0x23, 0x21],
      read: async bytes => [{ name: 'x', width: 1, values: Float64Array.from(bytes.subarray(2)) }],
    },
    log: {
      read: async (source, { key, name, logOf }) => {
        const log = logOf(key, name);
        for (const [step, value] of (source as Uint8Array).entries()) log.add('loss', step, value);
        return [];
      },
    },
    network: { of: 'network', holds: 'its name', write: async ({ run }) => run.name },
  });
  const bytes = Uint8Array.of(0x23, 0x21, 7);
  const { logs } = await importLogs([{ path: 'a/run.lines', read: () => bytes }]);
  expect(logs.map(({ run }) => [run.name, [...run.series.loss.values]])).toEqual([['a/run', [35, 33, 7]]]);
  expect([isLogName('run.lines'), logNames().endsWith(', .lines')]).toEqual([true, true]);
  const [x] = await readAnyTable(bytes, 'any');
  expect([...x.values]).toEqual([7]);
  expect(formatsOf('network').at(-1)![0]).toBe('lines');
  const taken = () => registerFormat('npz', fileFormats.npz);
  expect(taken).toThrow(new RangeError('format: expected a name that is not taken, got "npz"'));
});
