import { expect, test } from 'vitest';
import type { EventValue } from '../events/eventValue.ts';
import { writeEvents } from '../events/writeEvents.ts';
import { importLogs } from '../files/importLogs.ts';
import type { NpyArray } from '../npy.ts';
import { writeNpz } from '../npz.ts';
import { writeSafetensors } from '../safetensors.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const f64 = (shape: number[], ...values: number[]): NpyArray => ({
  shape,
  values: Float64Array.from(values),
});
const scalar = (tag: string, step: number): EventValue => ({
  kind: 'scalar',
  tag,
  step,
  value: 1,
  wallTime: 0,
});
const STEP = 'expected a step from −2147483647 to 2147483647, a whole number, got';

async function complaintOf(path: string, content: string | Uint8Array): Promise<string> {
  const read = () => (typeof content === 'string' ? encode(content) : content);
  try {
    const { problems } = await importLogs([{ path, read }]);
    return problems.join('\n');
  } catch (error) {
    return (error as Error).message;
  }
}

const badStep = { step: f64([3], 0, 1.5, 2), loss: f64([3], 1, 1, 1) };
const badRows = { step: f64([2], 0, 1), loss: f64([3], 1, 1, 1) };

test.each([
  ['a.npz', writeNpz(badStep), `a.npz/step.npy, step[1], byte 136: ${STEP} 1.5`],
  ['a.npz', writeNpz(badRows), 'a.npz/loss.npy, byte 51: expected 2 rows, one a step, got 3'],
  ['a.npz', writeNpz({ step: f64([], 0.5) }), `a.npz/step.npy, step, byte 128: ${STEP} 0.5`],
  ['a.safetensors', writeSafetensors(badStep), `a.safetensors, step[1], byte 136: ${STEP} 1.5`],
  [
    'a.safetensors',
    writeSafetensors(badRows),
    'a.safetensors, tensor "loss", byte 66: expected 2 rows, one a step, got 3',
  ],
  [
    'a.jsonl',
    '{"step":0}\n{"é":1, "b": nul}\n',
    'a.jsonl, line 2, column 14, byte 25: expected a JSON object, got "nul}"',
  ],
  [
    'a.jsonl',
    '{"step":0}\n{"loss": NaN\n',
    'a.jsonl, line 2, column 13, byte 23: expected a JSON object, got the end of the line',
  ],
  [
    'tfevents.a',
    writeEvents([scalar('loss', 0), scalar('loss', 2 ** 40)]),
    `tfevents.a, tag "loss", byte 82: ${STEP} 1099511627776`,
  ],
])('%s %#', async (path, content, message) => {
  expect(await complaintOf(path, content)).toBe(message);
});

test('JSON lines in which the byte named is where they cease to be JSON', async () => {
  const text = '\ufeff{"ö": 1}\n\n  {"ü": [1, 2,]}\n';
  const complaint = await complaintOf('a.jsonl', text);
  const at = Number(/byte (\d+)/.exec(complaint)![1]);
  expect(new TextDecoder().decode(encode(text).subarray(at))).toBe(']}\n');
});

test('a series too large for its numbers is refused where the layer begins that came last', async () => {
  const line = (i: number) => `{"step":${i},"layers":{"l${i}":{"grad_l2":1}}}\n`;
  const text = Array.from({ length: 2000 }, (_, i) => line(i)).join('');
  const rule =
    'expected at most 1080576 pairs of a step and a layer of grad_l2 for 2000 numbers, got 4000000';
  expect(await complaintOf('a.jsonl', text)).toBe(
    `a.jsonl, line 2000, byte ${text.length - line(1999).length}: ${rule}`,
  );
  const cells = Array.from({ length: 2000 }, (_, i) => `${i},l${i},1\n`);
  expect(await complaintOf('a.csv', `step,layer,grad_l2\n${cells.join('')}`)).toBe(
    `a.csv, row 2000, byte ${19 + cells.join('').length - cells.at(-1)!.length}: ${rule}`,
  );
});
