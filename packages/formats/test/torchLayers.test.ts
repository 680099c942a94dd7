import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type ExperimentInput, parseExperiment, prepare } from 'gradscope';
import { describe, expect, test } from 'vitest';
import { pythonWithTorch } from '../../../scripts/python/torch.mjs';
import { SOAKING } from '../../../scripts/soak/soaking.ts';
import { FormatError, writePytorchScript } from '../src/index.ts';
import { exactScript, lossDistance, printedLosses } from './script/exactLosses.ts';
import { layerSamples, preparedSample, trainedSample } from './script/layerSamples.ts';
import { runPython } from './script/runPython.ts';

/** For each sample: the SHA-256 of the script that PyTorch 1.13.1 ran, and the losses. `UPDATE_FIXTURES=1` writes it anew. */
const FIXTURE = new URL('fixtures/torchLayers.json', import.meta.url);
const UPDATES = Boolean(process.env.UPDATE_FIXTURES);
const BOUND = 1e-9;

interface Seen {
  readonly script: string;
  /** Separated by spaces. */
  readonly losses: string;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const samples = layerSamples.map(sample => ({
  ...sample,
  script: exactScript(writePytorchScript(sample.experiment, preparedSample(sample).data)),
  trained: trainedSample(sample),
}));
const seen: Readonly<Record<string, Seen>> = UPDATES ? {} : JSON.parse(readFileSync(FIXTURE, 'utf8'));

describe('PyTorch trains layers of every kind to the same losses in 50 steps, relative error ≤ 1e-9', () => {
  test.skipIf(UPDATES).each(samples)('as it was seen to: $name', ({ name, trained }) => {
    expect(lossDistance(seen[name].losses.split(' ').map(Number), trained.losses)).toBeLessThanOrEqual(BOUND);
  });

  test('as that of this machine does', { timeout: 240_000 }, ({ skip }) => {
    const python = pythonWithTorch();
    if (!python) skip('no python3 with torch here');
    const isDue = ({ name, script }: (typeof samples)[number]) =>
      SOAKING || UPDATES || name === 'lstm' || seen[name]?.script !== hash(script);
    const due = samples.filter(isDue);
    const printed = runPython(python!, Object.fromEntries(due.map(({ name, script }) => [name, script])));
    const losses = Object.fromEntries(due.map(({ name }) => [name, printedLosses(printed[name])]));
    if (UPDATES) {
      const entries = due.map(({ name, script }) => [
        name,
        { script: hash(script), losses: losses[name].join(' ') },
      ]);
      writeFileSync(FIXTURE, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
    }
    const far = due.flatMap(({ name, trained }) => {
      const distance = lossDistance(losses[name], trained.losses);
      return distance <= BOUND ? [] : [`${name}: ${distance}`];
    });
    expect(far).toEqual([]);
  });
});

const embedding = (vocabulary: number) => ({ kind: 'embedding', vocabulary, width: 2 }) as const;

/** Hidden layers on characters, which are numbers up to 53. */
const onCharacters = (hidden: ExperimentInput['networks'][number]['hidden'], init = 'zeros') =>
  parseExperiment({
    data: { kind: 'characters', length: 500, tokens: 'number' },
    networks: [{ name: 'net', hidden, activation: 'tanh', init }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
  });

test.each([
  [
    onCharacters([embedding(53)]),
    'networks[0].hidden[0].vocabulary: expected every token of the data to be a whole number from 0 to below it, 53, got 53',
  ],
  [
    onCharacters([1, { kind: 'block', layers: [embedding(5), 1] }]),
    'networks[0].hidden[1].layers[0]: expected an embedding only as the first layer, on tokens, got one after others',
  ],
  [
    onCharacters([embedding(54), { kind: 'recurrent', width: 3, init: 'lsuv' }]),
    'networks[0].hidden[1].init: expected another start, since networks[0].hidden[0] is no dense layer, got "lsuv"',
  ],
])('what a script cannot have is refused with its path', (experiment, message) => {
  const write = () => writePytorchScript(experiment, prepare(experiment).data);
  expect(write).toThrow(new FormatError(`PyTorch script: ${message}`));
});
