import {
  activations,
  type Experiment,
  parseExperiment,
  prepare,
  registerActivation,
  registerInitializer,
  Trainer,
} from 'gradscope';
import { expect, test } from 'vitest';
import { beyondScripts, FormatError, writeNumpyScript, writeOnnx, writePytorchScript } from '../src/index.ts';

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
  expect(write).toThrow(/^ONNX: activation: expected sigmoid or .* or sin, got "mine", which has no export$/);
});

test.each([
  [{ activation: 'mine' }, /activation: expected sigmoid or .*, got "mine", which has no export$/],
  [{ init: 'ones' }, /init: expected normal or .*, got "ones", which has no export$/],
])('scripts have no code for %j', (network, message) => {
  const experiment = experimentWith(network);
  const { data } = prepare(experiment);
  expect(beyondScripts(experiment)).toEqual([expect.stringMatching(message)]);
  expect(() => writeNumpyScript(experiment, data)).toThrow(/^NumPy script: /);
  expect(() => writePytorchScript(experiment, data)).toThrow(message);
});
