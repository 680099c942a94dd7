import { describe, expect, it } from 'vitest';
import type { EventValue } from '../events/eventValue.ts';
import { writeEvents } from '../events/writeEvents.ts';
import { GrowingLogs } from '../files/growingLogs.ts';
import { type ImportedLogs, importLogs } from '../files/importLogs.ts';

const scalar = (tag: string, step: number): EventValue => ({
  kind: 'scalar',
  tag,
  step,
  value: 2 - step / 10,
  wallTime: 1.6e9,
});
const events = (from: number, to: number) =>
  writeEvents(
    Array.from({ length: to - from }, (_, i) => from + i).flatMap(step => [
      scalar('loss', step),
      scalar('mystery', step),
      scalar('grad_2.0_norm/a.weight', step),
    ]),
  );

type Files = Readonly<Record<string, Uint8Array>>;

/** Reads files as they are, and tells how many bytes of each were read. */
function follow() {
  const logs = new GrowingLogs();
  return async (files: Files) => {
    const bytes: Record<string, number> = {};
    const named = Object.entries(files).map(([path, content]) => ({
      path,
      size: content.length,
      read: (from: number) => {
        bytes[path] = content.length - from;
        return content.subarray(from);
      },
    }));
    return { read: await logs.read(named), bytes };
  };
}

const atOnce = (files: Files): Promise<ImportedLogs> =>
  importLogs(Object.entries(files).map(([path, content]) => ({ path, read: () => content })));

describe('event files that grow', () => {
  const whole = events(0, 50);

  it('give what a reading from the beginning gives, though only what was added is read', async () => {
    const read = follow();
    let before = 0;
    // Most of these ends cut a record in two.
    for (const length of [1000, 1001, 3000, 5001, whole.length, whole.length]) {
      const files = { 'run/events.out.tfevents.1': whole.subarray(0, length) };
      const found = await read(files);
      expect(found.read).toEqual(await atOnce(files));
      expect(found.bytes).toEqual(length > before ? { 'run/events.out.tfevents.1': length - before } : {});
      before = length;
    }
    expect(before).toBeGreaterThan(5001);
  });

  it('may become more, in other folders too', async () => {
    const read = follow();
    const first = { 'a/events.out.tfevents.1': whole };
    const more = { ...first, 'a/events.out.tfevents.2': events(50, 60), 'b/events.out.tfevents.3': whole };
    await read(first);
    const found = await read({ ...more, 'a/notes.md': whole });
    expect(found.read.logs).toEqual((await atOnce(more)).logs);
    expect(found.read.others).toEqual(['a/notes.md']);
    expect(Object.keys(found.bytes)).toEqual(['a/events.out.tfevents.2', 'b/events.out.tfevents.3']);
  });

  it('are read anew where one has become smaller, or has gone', async () => {
    const read = follow();
    await read({ 'a/events.out.tfevents.1': whole, 'b/events.out.tfevents.2': whole });
    const smaller = { 'a/events.out.tfevents.1': events(3, 9) };
    const found = await read(smaller);
    expect(found.read).toEqual(await atOnce(smaller));
    expect(found.bytes).toEqual({ 'a/events.out.tfevents.1': smaller['a/events.out.tfevents.1'].length });
  });

  it('that are none are refused, each time', async () => {
    const read = follow();
    const bad = { 'bad.tfevents': new TextEncoder().encode('text that is no event file') };
    for (let i = 0; i < 2; i++)
      await expect(read(bad)).rejects.toThrow('bad.tfevents, byte 0: expected a Tensor');
    expect((await read({ ...bad, 'a/events.out.tfevents.1': whole })).read.problems).toHaveLength(1);
  });
});

it('other logs are read from the beginning each time', async () => {
  const read = follow();
  const text = (steps: number) =>
    new TextEncoder().encode(
      Array.from({ length: steps }, (_, step) => `${JSON.stringify({ step, loss: 1 })}\n`).join(''),
    );
  for (const steps of [3, 5]) {
    const found = await read({ 'a.jsonl': text(steps) });
    expect(found.read.logs[0].run.series.loss.step).toHaveLength(steps);
    expect(found.bytes).toEqual({ 'a.jsonl': text(steps).length });
  }
});
