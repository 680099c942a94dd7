import { spawnSync } from 'node:child_process';
import { type Experiment, parseExperiment, Trainer } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { FormatError } from './formatError.ts';
import { writeNumpyScript } from './numpyScript.ts';

const notebook = {
  seed: 0,
  data: { kind: 'spiral', pointsPerClass: 100, classes: 3, noise: 0.2 },
  networks: [
    { name: 'sigmoid', hidden: [50, 50], activation: 'sigmoid', init: { kind: 'normal', std: 0.1 } },
    { name: 'relu', hidden: [50, 50], activation: 'relu', init: { kind: 'normal', std: 0.1 } },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, l2: 0.001, steps: 500 },
};

const others = {
  seed: 3,
  data: { kind: 'spiral', pointsPerClass: 40, classes: 4, noise: 0.1 },
  networks: [
    { name: 'tanh', hidden: [7, 5], activation: 'tanh', init: 'glorotNormal' },
    { name: 'linear', hidden: [], activation: 'identity', init: 'heUniform' },
    {
      name: 'mixed',
      hidden: [6, { width: 9, activation: 'identity', init: 'lecunNormal' }, 8],
      activation: 'relu',
      init: { kind: 'uniform', limit: 0.3 },
    },
    { name: 'still', hidden: [4], activation: 'sigmoid', init: { kind: 'constant', value: 0.2 } },
    { name: 'keras', hidden: [4], activation: 'tanh', init: 'kerasDefault' },
    { name: 'eye', hidden: [4], activation: 'tanh', init: 'identity' },
  ],
  training: { optimizer: { kind: 'sgd', stepSize: 0.05 }, steps: 300 },
};

/** What the script should print, by our own training. */
function printedBy(experiment: Experiment): string {
  const { steps } = experiment.training;
  const every = Math.max(1, Math.floor(steps / 50));
  const lines = experiment.networks.flatMap(({ name }, index) => {
    const trainer = new Trainer(experiment, index);
    const losses: string[] = [];
    trainer.advance(steps + 1, ({ index: step }, loss) => {
      if (step % every === 0) losses.push(`iteration ${step}: loss ${loss().toFixed(6)}`);
    });
    return [name, ...losses, `training accuracy: ${trainer.run().accuracy.toFixed(2)}`];
  });
  return `${lines.join('\n')}\n`;
}

describe('the NumPy of this machine, running the script, prints every digit of the losses', () => {
  test.for([
    ['the notebook', notebook],
    ['other layers and starts', others],
  ] as const)('of %s', ([, document], { skip }) => {
    const experiment = parseExperiment(document);
    if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) skip('no python3 with numpy here');
    const { stdout, stderr } = spawnSync('python3', ['-'], {
      input: writeNumpyScript(experiment),
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    });
    expect(stderr).toBe('');
    expect(stdout).toBe(printedBy(experiment));
  });
});

test('what it does not cover is named, all of it at once', () => {
  const experiment = parseExperiment({
    ...notebook,
    data: { kind: 'moons' },
    networks: [
      {
        name: 'a',
        hidden: [3, 3],
        activation: 'gelu',
        init: 'orthogonal',
        residual: 'identity',
        bias: false,
        parameterization: 'meanField',
      },
    ],
    training: { optimizer: { kind: 'adam', stepSize: [1, 2, 3] }, steps: 5, batch: 10, clip: { norm: 1 } },
    precision: 'float32',
  });
  expect(() => writeNumpyScript(experiment)).toThrow(
    new FormatError(
      'NumPy script: data.kind: expected spiral, got moons; ' +
        'networks[0].activation: expected sigmoid, tanh, relu, identity, got gelu; ' +
        'networks[0].init: expected weights drawn from one distribution, got orthogonal; ' +
        'networks[0].residual: expected none, got identity; ' +
        'networks[0].bias: expected true, got false; ' +
        'networks[0].parameterization: expected standard, got meanField; ' +
        'training.optimizer.kind: expected sgd, got adam; ' +
        'training.optimizer.stepSize: expected one number, got a list of 3; training.clip: expected none, got {"norm":1}; ' +
        'training.batch: expected full, got 10; precision: expected float64, got float32',
    ),
  );
});
