import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { RequestQueue, TooBusy } from './requestQueue.ts';

const socket = () => Object.assign(new EventEmitter(), { destroyed: false }) as unknown as Socket;

/** Work that counts and ends on request. */
function pieces() {
  const ends: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<string>(resolve => {
      signals.push(signal);
      ends.push(() => resolve('done'));
    });
  return { ends, signals, work };
}

it('works on two things at once, whoever asks for more', async () => {
  const queue = new RequestQueue();
  const { ends, work } = pieces();
  const asked = Array.from({ length: 5 }, (_, i) => queue.do(socket(), `key ${i}`, work));
  expect(ends.length).toBe(2);
  while (ends.some(end => end)) {
    for (const end of ends.splice(0)) end();
    await turn();
  }
  expect(await Promise.all(asked)).toEqual(Array(5).fill('done'));
});

it('does once what many ask for alike', async () => {
  const queue = new RequestQueue();
  const { ends, work } = pieces();
  const asked = Array.from({ length: 60 }, () => queue.do(socket(), 'same', work));
  expect(ends.length).toBe(1);
  ends[0]();
  expect((await Promise.all(asked)).length).toBe(60);
  void queue.do(socket(), 'same', work);
  expect(ends.length).toBe(2);
});

it('refuses the fifth open request of a connection, and takes another when one is answered', async () => {
  const queue = new RequestQueue();
  const { ends, work } = pieces();
  const client = socket();
  const asked = Array.from({ length: 4 }, () => queue.do(client, 'same', work));
  expect(() => queue.do(client, 'same', work)).toThrow(TooBusy);
  ends[0]();
  await Promise.all(asked);
  expect(() => queue.do(client, 'same', work)).not.toThrow();
});

it('refuses what would wait behind 64 others', () => {
  const queue = new RequestQueue();
  const { work } = pieces();
  for (let i = 0; i < 66; i++) void queue.do(socket(), `key ${i}`, work);
  expect(() => queue.do(socket(), 'one more', work)).toThrow(TooBusy);
  expect(() => queue.do(socket(), 'key 65', work)).not.toThrow();
});

it('drops what nobody waits for any more, and stops it if it has begun', async () => {
  const queue = new RequestQueue();
  const { ends, signals, work } = pieces();
  const [gone, stays] = [socket(), socket()];
  const lost = ['a', 'b', 'c'].map(key => queue.do(gone, key, work));
  const kept = queue.do(stays, 'b', work);
  gone.emit('close');
  for (const request of lost) await expect(request).rejects.toThrow('expected to stay open');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  for (const end of ends) end();
  expect(await kept).toBe('done');
  await turn();
  expect(ends.length).toBe(2);
  expect(() => queue.do(Object.assign(socket(), { destroyed: true }), 'd', work)).toThrow('got closed');
});
