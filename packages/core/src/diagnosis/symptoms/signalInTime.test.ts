import { expect, test } from 'vitest';
import type { Evidence, TimeEvidence } from '../evidence.ts';
import { signalInTime } from './signalInTime.ts';
import { vanishing } from './vanishing.ts';

const layer = (number: number, atStart: number, later = atStart): TimeEvidence => ({
  layer: number,
  name: `${number}`,
  positions: 30,
  atStart,
  later,
});
const of = (...time: TimeEvidence[]) => ({ time }) as unknown as Evidence;

test('all recurrent layers that lose the signal are named, the numbers are those of the worst', () => {
  const found = signalInTime(of(layer(1, -8), layer(2, -1), layer(3, -20)), -1, 'atStart');
  expect(found).toMatchObject({ axis: 'time', layers: [1, 3], timeSteps: [1, 30] });
  expect(found!.evidence.lnFirstOverLast).toBe(-20);
});

test('a signal lost only after the start is found later, behind what the steps did', () => {
  const lostByTheSteps = of(layer(1, 0, -50));
  expect(signalInTime(lostByTheSteps, -1, 'atStart')).toBeUndefined();
  expect(vanishing.inRuns!.found.later!(lostByTheSteps)).toMatchObject({ axis: 'time', layers: [1, 1] });
});

test('a signal of which nothing arrives is lost as much as can be', () => {
  expect(signalInTime(of(layer(1, Number.NEGATIVE_INFINITY)), -1, 'atStart')!.severity).toBe(1);
});
