import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EventValue } from '../events/eventValue.ts';
import { writeEvents } from '../events/writeEvents.ts';
import { importLogs, isLogName } from '../files/importLogs.ts';
import { FormatError } from '../formatError.ts';
import { writeNpz } from '../npz.ts';
import { writeSafetensors } from '../safetensors.ts';
import type { ImportedLog, ImportOptions } from './logBuilder.ts';
import { parseTagRule } from './tagRules.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const lines = (...objects: object[]) => objects.map(one => `${JSON.stringify(one)}\n`).join('');
const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../test/fixtures/pytorch/${name}`, import.meta.url)));

async function read(
  files: Readonly<Record<string, string | Uint8Array>>,
  options?: ImportOptions,
): Promise<ImportedLog[]> {
  const named = Object.entries(files).map(([path, content]) => ({
    path,
    read: () => (typeof content === 'string' ? encode(content) : content),
  }));
  return [...(await importLogs(named, options)).logs];
}

const names = ({ run }: ImportedLog) => run.layers.map(({ name }) => name);
const valuesOf = ({ run }: ImportedLog, series: string) => [...run.series[series].values];
const { NaN: none } = Number;

describe('JSON lines of our own schema', () => {
  it('of schema 1 as PyTorch 1.13 wrote them through the hook that was documented then', async () => {
    const [log] = await read({ 'deepSigmoid.jsonl': fixture('deepSigmoid.jsonl') });
    expect(log.run.name).toBe('deepSigmoid');
    expect(names(log)).toEqual(['0', '2', '4', '6', '8', '10', '12', '14', '16']);
    expect(log.run.layers[0]).toMatchObject({ fanIn: 2, fanOut: 20, size: 40 });
    expect([...log.run.series.loss.step].slice(0, 3)).toEqual([0, 20, 40]);
    expect(log.run.series.grad_l2.columns).toBe(9);
    expect(log.run.series).toHaveProperty('ledger_slope');
    expect(log.tags.every(({ use }) => use === 'used')).toBe(true);
  });

  it('of schema 1 as Keras 3.15 wrote them through the callback that was documented then', async () => {
    const bytes = new Uint8Array(
      readFileSync(new URL('../../test/fixtures/keras/deepRelu.jsonl', import.meta.url)),
    );
    const [log] = await read({ 'deepRelu.jsonl': bytes });
    expect(names(log)).toEqual(Array.from({ length: 9 }, (_, l) => `sequential_1/dense_${9 + l}`));
    expect(log.run.layers[8]).toMatchObject({ fanIn: 20, fanOut: 3 });
    expect(log.run.series.grad_mean.step.length).toBe(15);
  });

  it('without a header, partly logged, with what Python writes of NaN', async () => {
    const text =
      '{"step": 0, "loss": NaN, "layers": {"b": {"grad_l2": 2}}}\n{"step": 5, "layers": {"a": {"grad_l2": Infinity, "mood": 3}}}\n';
    const [log] = await read({ 'a.jsonl': text });
    expect(names(log)).toEqual(['b', 'a']);
    expect(valuesOf(log, 'grad_l2')).toEqual([2, none, none, Infinity]);
    expect(valuesOf(log, 'loss')).toEqual([none]);
    expect(log.tags.find(({ use }) => use === 'not understood')?.tag).toBe('layers/a/mood');
  });

  it('that grows gives more each time, an unfinished last line left out', async () => {
    const whole = lines({ step: 0, loss: 3 }, { step: 1, loss: 2 });
    for (const [end, rows] of [
      [whole.length, 2],
      [whole.length - 1, 2],
      [whole.length - 5, 1],
      [5, 0],
    ] as const) {
      const [log] = await read({ 'a.jsonl': whole.slice(0, end) });
      expect(log.run.series.loss?.step.length ?? 0).toBe(rows);
    }
  });

  it.each([
    ['[1]\n', 'a.jsonl, line 1, byte 0: expected a JSON object, got "[1]"'],
    [
      `${lines({ step: 0 })}nonsense\n`,
      'a.jsonl, line 2, column 1, byte 11: expected a JSON object, got "nonsense"',
    ],
    [
      lines({ gradscope: 3 }),
      'a.jsonl, line 1, byte 0: expected version 1 or 2 of this log, or a newer gradscope to read it with, got 3',
    ],
    [lines({ gradscope: 1, layers: 3 }), 'a.jsonl, line 1, byte 0: expected layers as a list, got 3'],
    [
      lines({ gradscope: 1, layers: [{}] }),
      'a.jsonl, line 1, byte 0: expected a name for each layer, got {}',
    ],
    [
      lines({ step: 1.5, loss: 1 }),
      'a.jsonl, line 1, byte 0: expected a step from −2147483647 to 2147483647, a whole number, got 1.5',
    ],
  ])('%j is refused', async (text, message) => {
    await expect(read({ 'a.jsonl': text })).rejects.toThrow(message);
  });
});

describe('the history of Weights & Biases', () => {
  const histogram = (edge: number) => ({
    _type: 'histogram',
    values: [1, 2, 1],
    packedBins: { min: -edge, size: (2 * edge) / 3, count: 3 },
  });

  it('in JSON lines: histograms of gradients, backward as its hooks log them', async () => {
    const row = (step: number) => ({
      _step: step,
      _runtime: 1.5,
      loss: 1 / (1 + step),
      'gradients/fc3.weight': histogram(3),
      'gradients/fc3.bias': histogram(1),
      'gradients/fc2.weight': histogram(2),
      'gradients/fc1.weight': { _type: 'histogram', values: [3, 1], bins: [0, 1, 2] },
      'gradients/embed.weight': histogram(1),
      image: { _type: 'image-file', width: 3 },
      secret: 5,
    });
    const [log] = await read({ 'wandb-history.jsonl': lines(row(0), row(10)) });
    expect(names(log)).toEqual(['embed', 'fc1', 'fc2', 'fc3']);
    expect(valuesOf(log, 'grad_max').slice(0, 4)).toEqual([1, 2, 2, 3]);
    expect(valuesOf(log, 'grad_mean')[1]).toBe((3 * 0.5 + 1.5) / 4);
    expect(log.run.layers[1].size).toBe(4);
    const use = (tag: string) => log.tags.find(one => one.tag === tag)?.use;
    expect([use('gradients/fc3.bias'), use('_runtime'), use('secret')]).toEqual([
      'set aside',
      'set aside',
      'not understood',
    ]);
  });

  it('in CSV: two runs in one file, with the extent of groups beside each column', async () => {
    const text = [
      '"Step","sun-1 - loss","sun-1 - loss__MIN","sun-1 - loss__MAX","moon-2 - loss","moon-2 - gradients/fc1.weight"',
      `0,2,2,2,3,"{'_type': 'histogram', 'values': [1, 1], 'bins': [-2, 0, 2]}"`,
      '1,1,1,1,,\n',
    ].join('\n');
    const [sun, moon] = await read({ 'export.csv': text });
    expect([sun.run.name, moon.run.name]).toEqual(['export/sun-1', 'export/moon-2']);
    expect([valuesOf(sun, 'loss'), valuesOf(moon, 'loss'), valuesOf(moon, 'grad_max')]).toEqual([
      [2, 1],
      [3],
      [2],
    ]);
  });
});

describe('CSV', () => {
  it('of a row a step, with holes', async () => {
    const text =
      'step,loss,acc,dense_10/kernel:0/grad_norm,dense_2/kernel:0/grad_norm\n0,1,55,0.5,\n10,nan,60,0.25,-inf\n';
    const [log] = await read({ 'a.csv': text });
    expect(names(log)).toEqual(['dense_2', 'dense_10']);
    expect(valuesOf(log, 'grad_l2')).toEqual([none, 0.5, -Infinity, 0.25]);
    expect(valuesOf(log, 'accuracy')).toEqual([0.55, 0.6]);
  });

  it('of a row for each step and layer', async () => {
    const text = 'layer,step,grad_norm,grad_max,loss\nfc1,0,1,3,9\nfc2,0,2,4,9\nfc1,1,5,,8\n';
    const [log] = await read({ 'a.csv': text });
    expect(names(log)).toEqual(['fc1', 'fc2']);
    expect(valuesOf(log, 'grad_l2')).toEqual([1, 2, 5, none]);
    expect(valuesOf(log, 'grad_max')).toEqual([3, 4]);
    expect(valuesOf(log, 'loss')).toEqual([9, 8]);
  });

  it('that grows: a last row that is not whole is left out', async () => {
    const [log] = await read({ 'a.csv': 'step,loss\n0,2\n1' });
    expect(valuesOf(log, 'loss')).toEqual([2]);
  });

  it.each([
    [
      'step,loss\nx,1\n',
      'a.csv, row 1, byte 10: expected a step from −2147483647 to 2147483647, a whole number, got NaN',
    ],
    ['step,loss\n1,2,3\n2,1\n', 'a.csv, row 1, byte 10: expected 2 cells as the header has, got 3'],
  ])('%j is refused', async (text, message) => {
    await expect(read({ 'a.csv': text })).rejects.toThrow(message);
  });
});

describe('arrays', () => {
  const f64 = (shape: number[], ...values: number[]) => ({ shape, values: Float64Array.from(values) });

  it('of a run that gradscope saved', async () => {
    const bytes = writeNpz({
      X: f64([2, 2], 1, 2, 3, 4),
      W1: f64([2, 3], 1, 2, 3, 4, 5, 6),
      W2: f64([3, 1], 1, 2, 3),
      step: { shape: [2], values: Int32Array.of(0, 10) },
      loss: f64([2], 2, 1),
      grad_l2: f64([2, 2], 1, 2, 3, 4),
      saturated: f64([2, 1], 0.1, 0.2),
    });
    const [log] = await read({ 'relu.npz': bytes });
    expect(log.run.layers).toMatchObject([
      { name: 'layer1', fanIn: 2, fanOut: 3 },
      { name: 'layer2', fanIn: 3, fanOut: 1 },
    ]);
    expect(valuesOf(log, 'grad_l2')).toEqual([1, 2, 3, 4]);
    expect(valuesOf(log, 'saturated')).toEqual([0.1, none, 0.2, none]);
  });

  it('of gradients, stacked over the steps', async () => {
    const bytes = writeNpz({
      step: f64([2], 0, 5),
      'fc1.weight.grad': f64([2, 2, 1], 3, 4, 0, 0),
      'fc2.weight.grad': f64([2, 1, 2], 1, -1, 2, 2),
    });
    const [log] = await read({ 'a.npz': bytes });
    expect(valuesOf(log, 'grad_l2')).toEqual([5, Math.sqrt(2), 0, Math.sqrt(8)]);
    expect(valuesOf(log, 'grad_zeros')).toEqual([0, 0, 1, 0]);
    // PyTorch's matrices are [outputs, inputs].
    expect(log.run.layers).toMatchObject([
      { name: 'fc1', fanIn: 1, fanOut: 2, size: 2 },
      { name: 'fc2', fanIn: 2, fanOut: 1, size: 2 },
    ]);
  });

  it('of safetensors files, one for each step, in one folder', async () => {
    const at = (value: number, metadata?: Record<string, string>) =>
      writeSafetensors({ 'fc.weight.grad': f64([1, 2], value, 0), 'fc.weight': f64([1, 2], 1, 1) }, metadata);
    const logs = await read({
      'grads/step_9.safetensors': at(1),
      'grads/step_10.safetensors': at(2),
      'grads/last.safetensors': at(3, { step: '11' }),
    });
    expect(logs.map(({ run }) => run.name)).toEqual(['grads']);
    expect([...logs[0].run.series.grad_l2.step]).toEqual([9, 10, 11]);
    expect(valuesOf(logs[0], 'grad_l2')).toEqual([1, 2, 3]);
    expect(logs[0].run.series).toHaveProperty('weight_l2');
  });

  it('without a step are refused', async () => {
    await expect(read({ 'a.npz': writeNpz({ 'fc.weight.grad': f64([1], 1) }) })).rejects.toThrow(
      'a.npz, byte 0: expected an array step, metadata step, or a number in the file’s name, got none of them',
    );
  });
});

describe('options', () => {
  const text = lines({ step: 0, cost: 2, gnorm: { first: 1, second: 2, third: 3 } });

  it('rules say what tags mean', async () => {
    const rules = ['gnorm/(.+)=grad_l2:$1', 'cost=loss'].map(parseTagRule);
    const [log] = await read({ 'a.jsonl': text }, { rules, layers: ['third', 'first'] });
    expect([names(log), valuesOf(log, 'grad_l2'), valuesOf(log, 'loss')]).toEqual([
      ['third', 'first'],
      [3, 1],
      [2],
    ]);
    expect(log.tags.find(({ tag }) => tag === 'gnorm/second')).toMatchObject({
      use: 'set aside',
      as: 'of a layer that was not asked for',
    });
  });

  it.each([
    ['abc', 'expected <regex>=<quantity>:<layer>'],
    ['a=grad_l2', 'expected a layer'],
    ['a=grad_l7:b', 'expected a quantity of grad_l1, '],
    ['(=loss', 'expected a regular expression before ='],
  ])('the rule %s is refused', (rule, message) => {
    expect(() => parseTagRule(rule)).toThrow(message);
  });
});

it.each([
  ['a.csv', 2 ** 28],
  ['a.npz', 2 ** 32 - 1],
  ['a.safetensors', 2 ** 32 - 1],
])('%s of more than %i bytes is refused before it is held', async (path, most) => {
  const piece = new Uint8Array(2 ** 26);
  function* pieces() {
    for (let sent = 0; sent <= most; sent += piece.length) yield piece;
    throw new Error('read to the end');
  }
  await expect(importLogs([{ path, read: pieces }])).rejects.toThrow(
    `${path}, byte ${most}: expected at most ${most} bytes, got more`,
  );
});

it('of many files a bad one is a problem, and others are named; alone it is refused', async () => {
  const files = [
    ['good.jsonl', lines({ step: 0, loss: 1 })],
    ['bad.jsonl', 'x\n'],
    ['README.md', ''],
  ].map(([path, text]) => ({ path: path, read: () => encode(text) }));
  const { logs, others, problems } = await importLogs(files);
  expect([logs.filter(({ run }) => run.series.loss).length, others]).toEqual([1, ['README.md']]);
  expect(problems).toEqual(['bad.jsonl, line 1, column 1, byte 0: expected a JSON object, got "x"']);
  await expect(importLogs(files.slice(1, 2))).rejects.toThrow(FormatError);
});

it.each([
  ['a.jsonl', true],
  ['a/b.CSV', true],
  ['run.npz', true],
  ['m.safetensors', true],
  ['experiment.yaml', false],
  ['experiment.json', false],
])('%s is a log by its name: %s', (name, is) => {
  expect(isLogName(name)).toBe(is);
});

describe('TensorBoard event files', () => {
  const scalar = (tag: string, step: number, value: number): EventValue => ({
    kind: 'scalar',
    tag,
    step,
    value,
    wallTime: 1.6e9,
  });
  const histogram = (tag: string, step: number, ...rows: number[]): EventValue => ({
    kind: 'histogram',
    tag,
    step,
    buckets: Float64Array.from(rows),
    wallTime: 1.6e9,
  });
  const first = writeEvents([
    scalar('train/loss', 0, 2),
    scalar('val/loss', 0, 3),
    scalar('mystery', 0, 1),
    { kind: 'tensor', tag: 'note', plugin: 'text', step: 0, wallTime: 1.6e9, shape: [1], values: ['hello'] },
    scalar('grad_2.0_norm/layers.10.weight', 0, 0.5),
    scalar('grad_2.0_norm/layers.9.weight', 0, 0.25),
    histogram('gradients/layers.9.weight', 0, -2, -1, 1, 1, 2, 3),
    histogram('gradients/layers.9.weight', 1, -2, -1, 1, 1, 2, 3),
    histogram('gradients/layers.9.weight', 2, -2, -1, 1, 1, 2, 3),
  ]);
  const second = writeEvents([scalar('train/loss', 1, 1), scalar('grad_2.0_norm/layers.9.weight', 1, 0.125)]);

  it('in nested folders: each folder a run, its files one after the other', async () => {
    const logs = await read({
      'logs/a/events.out.tfevents.1.host': first,
      'logs/a/events.out.tfevents.2.host': second,
      'logs/a/train/events.out.tfevents.3.host': second,
    });
    expect(logs.map(({ run }) => run.name)).toEqual(['logs/a', 'logs/a/train']);
    const [log] = logs;
    expect(names(log)).toEqual(['layers.9', 'layers.10']);
    expect(valuesOf(log, 'grad_l2')).toEqual([0.25, 0.5, 0.125, none]);
    expect(valuesOf(log, 'grad_max')[0]).toBe(2);
    expect(valuesOf(log, 'loss')).toEqual([2, 1]);
    const use = (tag: string) => log.tags.find(one => one.tag === tag);
    // The norm that was logged counts, though its histogram has more points.
    expect(use('gradients/layers.9.weight')).toMatchObject({
      as: 'grad of layers.9, its norm estimated from bins, within a factor of 2',
      normWithin: 2,
    });
    expect(use('val/loss')).toMatchObject({ use: 'used', as: 'val_loss', points: 1 });
    expect(use('mystery')).toMatchObject({ use: 'not understood', points: 1 });
    expect(use('note')).toMatchObject({ use: 'set aside', as: 'for TensorBoard’s text', points: 1 });
  });

  it('that grow give more each time, a record that is not whole left out', async () => {
    const rows = async (bytes: Uint8Array) => {
      const [log] = await read({ 'events.out.tfevents.1': bytes });
      return log.run.series.loss?.step.length ?? 0;
    };
    const whole = writeEvents([0, 1, 2].map(step => scalar('loss', step, 1)));
    expect(await rows(whole)).toBe(3);
    expect(await rows(whole.subarray(0, whole.length - 4))).toBe(2);
  });

  it('with a broken record keep the others and name file and byte', async () => {
    const bytes = writeEvents([0, 1, 2].map(step => scalar('loss', step, 1)));
    bytes[bytes.length - 8] ^= 0xff;
    const { logs, problems } = await importLogs([
      { path: 'a/x.tfevents', read: () => bytes },
      { path: 'b.jsonl', read: () => encode('') },
    ]);
    expect(logs[0].run.series.loss.step.length).toBe(2);
    expect(problems).toEqual([expect.stringMatching(/^a\/x\.tfevents, byte \d+: expected /)]);
  });

  it('as tensorboardX and TensorBoard write them', async () => {
    const events = (name: string) =>
      new Uint8Array(readFileSync(new URL(`../../test/fixtures/events/${name}`, import.meta.url)));
    const { old: expected } = JSON.parse(new TextDecoder().decode(events('expected.json')));
    const [older] = await read({ 'old.tfevents': events('old.tfevents') });
    expect(names(older)).toEqual(['layer1']);
    expect(older.run.layers[0].size).toBe(1000);
    expect(valuesOf(older, 'grad_l2')).toEqual([Math.sqrt(expected.moments.sumSquares)]);
    expect(older.run.series.loss.step.length).toBe(7);
    const [newer] = await read({ 'new.tfevents': events('new.tfevents') });
    expect(newer.run.series.loss.step.length).toBe(7);
    // Its histogram stands at step 2^40.
    expect(newer.tags.find(({ tag }) => tag === 'gradients/dense/kernel')).toMatchObject({
      use: 'set aside',
      as: 'without a step that can be',
    });
  });

  it('that are none are refused', async () => {
    await expect(read({ 'a.tfevents': 'not events at all, but text' })).rejects.toThrow(
      /^a\.tfevents, byte 0: expected a TensorBoard event file/,
    );
  });
});
