import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type EventSummary,
  type EventValue,
  readEvents,
  type TensorEvent,
  writeEvents,
} from '../src/index.ts';
import { sampleEvents } from './sampleEvents.ts';

interface Expected {
  readonly old: {
    readonly scalars: readonly { tag: string; step: number; wallTime: number; value: number | string }[];
    readonly moments: Readonly<Record<string, number>>;
  };
  readonly new: {
    readonly scalars: readonly (number | string)[];
    readonly buckets: readonly number[];
    readonly tensors: Readonly<Record<string, { shape: number[]; values: (number | string)[] }>>;
  };
}

const expected: Expected = JSON.parse(fixture('expected.json').toString());

function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/events/${name}`, import.meta.url));
}

async function read(name: string): Promise<{ values: EventValue[]; summary: EventSummary }> {
  const values: EventValue[] = [];
  const summary = await readEvents(fixture(name), value => values.push(value), { file: name });
  expect(summary).toMatchObject({ pending: 0, problems: [], bytes: fixture(name).length });
  return { values, summary };
}

describe('files tensorboardX and TensorBoard wrote are read to the exact values', () => {
  test('scalars and histograms in the older form', async () => {
    const { values, summary } = await read('old.tfevents');
    const scalars = expected.old.scalars.map(scalar => ({
      ...scalar,
      value: Number(scalar.value),
      kind: 'scalar',
      precision: 'float32',
    }));
    expect(values.slice(0, -1)).toEqual(scalars);
    expect(values.at(-1)).toMatchObject({
      tag: 'layer1.weight.grad',
      step: 3,
      moments: expected.old.moments,
    });
    expect(summary.tags.map(({ name, kind, count }) => [name, kind, count])).toEqual([
      ['loss/train', 'scalar', 7],
      ['layer1.weight.grad', 'histogram', 1],
      ['picture', 'other', 1],
    ]);
  });

  test('buckets in the older form have all values between the smallest and the largest', async () => {
    const { values } = await read('old.tfevents');
    const last = values.at(-1);
    if (last?.kind !== 'histogram') throw new TypeError(`expected a histogram, got ${last?.kind}`);
    const rows = Array.from({ length: last.buckets.length / 3 }, (_, i) =>
      last.buckets.subarray(3 * i, 3 * i + 3),
    );
    expect(rows[0][0]).toBe(expected.old.moments.min);
    expect(rows.at(-1)![1]).toBe(expected.old.moments.max);
    expect(rows.every((row, i) => row[0] <= row[1] && (i === 0 || row[0] === rows[i - 1][1]))).toBe(true);
    expect(rows.reduce((sum, row) => sum + row[2], 0)).toBe(1000);
  });

  test('scalars and histograms in the newer form, and text', async () => {
    const { values } = await read('new.tfevents');
    const scalars = values.filter(value => value.kind === 'scalar');
    expect(scalars.map(({ value }) => value)).toEqual(expected.new.scalars.map(Number));
    expect(values.filter(value => value.kind === 'histogram')).toEqual([
      {
        kind: 'histogram',
        tag: 'gradients/dense/kernel',
        step: 2 ** 40,
        wallTime: 1.6e9,
        buckets: Float64Array.from(expected.new.buckets),
      },
    ]);
    expect(values).toContainEqual({
      kind: 'tensor',
      tag: 'note',
      step: -1,
      wallTime: 1.6e9,
      plugin: 'text',
      shape: [],
      values: ['größer'],
    });
  });

  test('tensors of each type', async () => {
    const { values } = await read('new.tfevents');
    const tensors = new Map(
      values
        .filter((value): value is TensorEvent => value.kind === 'tensor')
        .map(value => [value.tag, value]),
    );
    for (const [name, { shape, values }] of Object.entries(expected.new.tensors)) {
      expect(tensors.get(name)!.shape, name).toEqual(shape);
      expect(Array.from<unknown>(tensors.get(name)!.values), name).toEqual(values.map(Number));
    }
    expect(tensors.get('repeated')).toMatchObject({ shape: [2, 3], values: new Float32Array(6).fill(0.5) });
  });
});

describe('files we write', () => {
  test('the sample has the bytes TensorBoard was seen to read', () => {
    expect(Buffer.from(writeEvents(sampleEvents)).equals(fixture('ours.tfevents'))).toBe(true);
  });

  test('the sample is read by the TensorBoard of this machine', ({ skip }) => {
    if (spawnSync('python3', ['-c', 'import tensorboard']).status !== 0)
      skip('no python3 with tensorboard here');
    const script = fileURLToPath(new URL('checkWithTensorboard.py', import.meta.url));
    const { status, stderr } = spawnSync('python3', ['-B', script], { input: writeEvents(sampleEvents) });
    expect(status, stderr.toString()).toBe(0);
  });
});
