import { importLogs, writeNpz, writeSafetensors } from '../../src/index.ts';
import type { FuzzTarget } from '../target.ts';
import { npz, safetensors } from './arrays.ts';
import { eventBombs, eventCorpus, eventTokens, records } from './events.ts';
import { bytesOf, filled, fixture, listed } from './files.ts';
import { csv, csvTokens, jsonl, jsonlTokens } from './tables.ts';

async function read(bytes: Uint8Array, path: string): Promise<void> {
  const { problems } = await importLogs([{ path, read: () => bytes }]);
  const [problem] = problems;
  if (problem !== undefined && !(problem.startsWith(path) && / byte \d+: expected /.test(problem)))
    throw new Error(`a problem that names no file, byte and rule: ${problem}`);
}

export const eventLog: FuzzTarget = {
  file: 'a/events.out.tfevents.b',
  read,
  corpus: eventCorpus,
  bombs: eventBombs,
  tokens: eventTokens,
  layout: records,
};

const lines = (text: string, count: number) => text.split('\n').slice(0, count).join('\n');
const logOf = (name: string) => bytesOf(lines(new TextDecoder().decode(fixture(name)), 2));

/** A log of schema 2. */
const detailed = `${[
  {
    gradscope: 2,
    framework: 'pytorch 1.13.1',
    optimizer: { kind: 'SGD', lr: 0.1 },
    loss: { kind: 'mse_loss', operations: ['mse_loss'], terms: 1 },
    modules: [
      { name: 'rnn', kind: 'RNN', inputs: [2, 3, 1], outputs: [2, 3, 4], sequence: 1 },
      { name: 'fc>relu', kind: 'relu' },
    ],
    parameters: [
      { name: 'rnn.weight_ih_l0', module: 'rnn', shape: [4, 1] },
      { name: 'rnn.weight_hh_l0', module: 'rnn', shape: [4, 4], shared: ['a'] },
    ],
  },
  {
    step: 0,
    loss: 1,
    lr: 0.1,
    grad_l2: [1, null],
    update_ratio: [0.1, 'NaN'],
    weight_l2: [1, 2],
    dead: [null, 0.5],
    time: { rnn: [1, 2, 3] },
    attention_logit: { rnn: 1 },
    classes: [0.5, 0.5],
    bad: 'loss',
    undefined: ['sqrt'],
    accumulating: true,
  },
]
  .map(line => JSON.stringify(line))
  .join('\n')}\n`;

const smallHead =
  '{"gradscope":2,"modules":[{"name":"a"}],"parameters":[{"name":"a.weight","module":"a","shape":[2,2]}]}\n';

export const jsonlLog: FuzzTarget = {
  file: 'a.jsonl',
  read,
  corpus: [
    ...jsonl.corpus,
    logOf('pytorch/deepSigmoid.jsonl'),
    logOf('keras/deepRelu.jsonl'),
    bytesOf(
      '{"gradscope":1,"layers":[{"name":"a","shape":[2,3],"size":6,"activation":"relu"}]}\n{"step":0,"layers":{"a":{"grad_l1":3,"delta_norm":1}}}\n',
    ),
    bytesOf(detailed),
    bytesOf(
      '{"_step":0,"loss":0.5,"gradients/fc1.weight":{"_type":"histogram","values":[1,2],"packedBins":{"min":-1,"size":1,"count":2}}}\n',
    ),
  ],
  bombs: () => [
    bytesOf(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}\n`),
    filled(
      '{"step":0,"gradients/a.weight":{"_type":"histogram","values":[1],"packedBins":{"min":0,"size":1,"count":100000}}}\n',
    ),
    listed(i => `{"step":${i},"layers":{"l${i}":{"grad_l2":1}}}\n`),
    listed(i => `"l${i}":{"grad_l2":1},`, '{"step":0,"layers":{', '"x":{}}}\n'),
    listed(i => `"l${i}.weight.grad":1,`, '{"step":0,', '"x":0}\n'),
    listed(i => `{"name":"l${i}"},`, '{"gradscope":1,"layers":[', '{"name":"x"}]}\n'),
    listed(i => `{"step":${i},"time":{"a":[${i % 1000 ? 1 : '1,'.repeat(9999)}1]}}\n`, smallHead),
    listed(i => `"m${i}":[1],`, `${smallHead}{"step":0,"time":{`, '"x":[1]}}\n'),
    listed(
      i => `{"name":"l${i}.weight","module":"a","shape":[1,1]},`,
      '{"gradscope":2,"modules":[{"name":"a"}],"parameters":[',
      '{"name":"x","shape":[1]}]}\n',
    ),
    listed(
      i => `{"name":"${'a.'.repeat(i % 50)}${i}"},`,
      '{"gradscope":2,"parameters":[],"modules":[',
      '{"name":"x"}]}\n',
    ),
    listed(i => `"${'a.'.repeat(i % 50)}${i}/grad":1,`, '{"step":0,', '"x":0}\n'),
    bytesOf(`{"step":0,"${'grad_'.repeat(200_000)}":1}\n`),
    bytesOf(`{"step":0,"${'a/'.repeat(400_000)}":1}\n`),
    bytesOf(`{"step":0,"${'weight.'.repeat(100_000)}norm":1}\n`),
    bytesOf(`{"step":0,"${'_l1_norm'.repeat(100_000)}x":1}\n`),
    bytesOf(`{"step":0,"${' '.repeat(900_000)}x":1}\n`),
  ],
  tokens: [
    ...jsonlTokens,
    '"gradscope":1,',
    '"gradscope":2,',
    '"modules":[',
    '"parameters":[',
    '"time":{',
    'null',
    '"grad_l2":',
    '"delta_norm":',
    '.weight.grad',
    'gradients/',
    '"_type":"histogram"',
  ],
};

export const csvLog: FuzzTarget = {
  file: 'a.csv',
  read,
  corpus: [
    ...csv.corpus,
    ...[
      'step,loss,acc,dense_10/kernel:0/grad_norm,dense_2/kernel:0/grad_norm\n0,1,55,0.5,\n10,nan,60,0.25,-inf\n',
      'step,layer,grad_l2,loss\n0,a,1,3\n0,b,2,3\n1,a,0.5,2\n',
      `"Step","sun-1 - loss","sun-1 - loss__MIN","moon-2 - gradients/fc1.weight"\n0,2,2,"{'_type': 'histogram', 'values': [1, 1], 'bins': [-2, 0, 2]}"\n`,
    ].map(bytesOf),
  ],
  bombs: () => [
    listed(i => `r${i} - loss,`, 'step,', 'x\n0'),
    listed(i => `l${i}.weight.grad,`, 'step,', 'x\n0'),
    listed(i => `${i},l${i},1\n`, 'step,layer,grad_l2\n'),
    filled('0,a,1\n', 'step,layer,grad_l2\n'),
    filled(
      `{'_type': 'histogram', 'values': [1], 'packedBins': {'min': 0, 'size': 1, 'count': 99999}}\n`,
      'gradients/a.weight\n',
    ).map(byte => (byte === 0x2c ? 0x3b : byte)),
  ],
  tokens: [...csvTokens, 'grad_l2', '.weight.grad', 'loss', "{'_type': 'histogram'"],
};

const steps = {
  step: { shape: [2], values: Int32Array.of(0, 5) },
  loss: { shape: [2], values: Float64Array.of(1, 0.5) },
};
const stacked = {
  ...steps,
  'fc1.weight.grad': { shape: [2, 1, 2], values: Float32Array.of(1, 2, 3, 4) },
  grad_l2: { shape: [2, 2], values: Float64Array.of(1, 2, 3, 4) },
};
const single = {
  'fc1.weight.grad': { shape: [1, 2], values: Float32Array.of(1, 2) },
  'fc2.weight.grad': { shape: [2, 1], values: Float32Array.of(1, 2) },
};

export const npzLog: FuzzTarget = {
  ...npz,
  file: 'a_3.npz',
  read,
  corpus: [...npz.corpus, writeNpz(stacked), writeNpz(single)],
};

export const safetensorsLog: FuzzTarget = {
  ...safetensors,
  file: 'a.safetensors',
  read,
  corpus: [...safetensors.corpus, writeSafetensors(stacked), writeSafetensors(single, { step: '7' })],
};
