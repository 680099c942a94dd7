import { expect, it } from 'vitest';
import { queueText } from './runSweep.ts';

it('a sweep that takes long to queue is told before, with what it would come to', () => {
  expect(queueText(200_000_000, 0.0072, { store: 'store', threads: 2 })).toBe(
    'Queueing 200000000 runs of about 7.2 ms each, at most 200 h 00 min in 2 threads …\n',
  );
});
