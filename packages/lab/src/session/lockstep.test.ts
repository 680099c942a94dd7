import { expect, test } from 'vitest';
import { ceilings } from './lockstep.ts';
import { Pace } from './pace.ts';
import { Speedometer } from './speedometer.ts';

test('nobody trains more than 0.25 s of another’s speed ahead of it, nor beyond the goal', () => {
  const pacers = [
    { step: 1000, speed: 2000 },
    { step: 1150, speed: 5000 },
  ];
  expect(ceilings(pacers, 50_000)).toEqual([2400, 1500]);
  expect(ceilings(pacers, 1100)).toEqual([1100, 1100]);
});

test('one alone goes to the goal; slow ones may be 16 steps apart', () => {
  expect(ceilings([{ step: 3, speed: 1 }], 50_000)).toEqual([50_000]);
  const slow = [
    { step: 3, speed: 1 },
    { step: 9, speed: 8 },
  ];
  expect(ceilings(slow, 50_000)).toEqual([25, 19]);
});

test('a speedometer counts the time in which nothing moved', () => {
  const speedometer = new Speedometer();
  speedometer.measure(0, 0);
  speedometer.measure(0, 500);
  speedometer.measure(100, 1000);
  expect(speedometer.speed).toBe(100);
  speedometer.measure(50, 1200);
  expect(speedometer.speed).toBe(100);
});

test('a pace of 10 steps a second lets a step go every 100 ms, one of Infinity always', () => {
  const pace = new Pace(10, 5000);
  expect(pace.wait(5000)).toBe(0);
  pace.take();
  expect(pace.wait(5000)).toBe(100);
  expect(pace.wait(5070)).toBeCloseTo(30, 9);
  expect(pace.wait(5200)).toBe(0);
  expect(new Pace(Number.POSITIVE_INFINITY, 0).wait(0)).toBe(0);
});
