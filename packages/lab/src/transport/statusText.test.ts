import { expect, test } from 'vitest';
import type { RunState } from '../session/networkRun.ts';
import { statusText } from './statusText.ts';

const run = (name: string, state: Partial<RunState>) => ({
  name,
  state: { status: 'idle', step: 0, loss: 1, dataLoss: 1, accuracy: 0.5, trouble: '', ...state } as RunState,
});

test.each([
  [[run('a', { status: 'opening' }), run('b', {})], false, 0, 'Getting ready.'],
  [[run('a', {}), run('b', {})], false, 0, 'Ready to train.'],
  [[run('a', { status: 'running', step: 9 }), run('b', { step: 9 })], true, 9, 'Training.'],
  [[run('a', { step: 1200 }), run('b', { step: 1200 })], false, 1200, 'Paused at step 1,200.'],
  [[run('a', { status: 'done', step: 5000 })], false, 5000, 'Finished after 5,000 steps.'],
])('says where all networks are: %#', (runs, playing, step, text) => {
  expect(statusText({ runs, playing, step })).toBe(text);
});

test('is paused only once all networks are at the same step', () => {
  const runs = [run('a', { step: 100 }), run('b', { step: 130 })];
  expect(statusText({ runs, playing: false, step: 100 })).toBe('On the way.');
});

test('names a failed network and describes the others separately', () => {
  const runs = [run('a', { status: 'failed', trouble: 'It died.' }), run('b', { step: 7 })];
  expect(statusText({ runs, playing: false, step: 7 })).toBe('a: It died. Paused at step 7.');
});
