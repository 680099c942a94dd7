import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer, BETWEEN } from './announcer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listening() {
  const heard: { readonly at: number; readonly text: string }[] = [];
  const begun = performance.now();
  const announcer = new Announcer(text => heard.push({ at: performance.now() - begun, text }));
  return { announcer, heard };
}

test('announces events at least 5 s apart, the newest included', () => {
  const { announcer, heard } = listening();
  for (let i = 0; i <= 200; i++) {
    announcer.announce('status', `step ${i}`, false);
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(2 * BETWEEN);
  const gaps = heard.slice(1).map(({ at }, i) => at - heard[i].at);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(BETWEEN);
  expect(heard.length).toBeGreaterThan(3);
  expect(heard.at(-1)!.text).toBe('step 200');
});

test('announces simultaneous texts together, each source once', () => {
  const { announcer, heard } = listening();
  announcer.announce('status', 'Training.', false);
  vi.advanceTimersByTime(10);
  announcer.announce('badges', 'relu: healthy.', false);
  announcer.announce('status', 'Paused at step 3.', false);
  announcer.announce('status', 'Finished.', false);
  vi.advanceTimersByTime(BETWEEN);
  expect(heard.map(({ text }) => text)).toEqual(['Training.', 'relu: healthy. Finished.']);
});

test('announces answers to the user at once', () => {
  const { announcer, heard } = listening();
  announcer.announce('status', 'Training.', false);
  vi.advanceTimersByTime(10);
  announcer.announce('status', 'Paused at step 3.', true);
  expect(heard.map(({ text }) => text)).toEqual(['Training.', 'Paused at step 3.']);
});

test('never repeats a text, and skips empty texts and those of removed sources', () => {
  const { announcer, heard } = listening();
  announcer.announce('status', 'Training.', true);
  announcer.announce('status', 'Training.', true);
  announcer.announce('status', '', true);
  announcer.announce('badges', 'relu: healthy.', false);
  announcer.forget('badges');
  vi.advanceTimersByTime(2 * BETWEEN);
  expect(heard.map(({ text }) => text)).toEqual(['Training.']);
});
