import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenSettled } from './whenSettled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('writes a change that comes alone at once, and the last of several that follow one another', () => {
  const writes: number[] = [];
  const began = performance.now();
  const change = whenSettled(() => writes.push(performance.now() - began));
  let callOff = () => {};
  for (const wait of [1000, 100, 100, 100, 1000]) {
    vi.advanceTimersByTime(wait);
    callOff();
    callOff = change();
  }
  expect(writes).toEqual([1000, 1550, 2300]);
});
