import { expect, it } from 'vitest';
import { plainSpaces } from '../terminal/print.ts';
import { queueText } from './runSweep.ts';

it('announces a sweep that is slow to queue, with its size', () => {
  expect(plainSpaces(queueText(200_000_000, 0.0072, { store: 'store', threads: 2 }))).toBe(
    'Queueing 200,000,000 runs of about 7.2 ms each, at most 8 d 08 h in 2 threads …\n',
  );
});
