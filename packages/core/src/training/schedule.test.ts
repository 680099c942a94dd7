import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ScheduleSettings, scheduleFactor } from './schedule.ts';

const path = (settings: ScheduleSettings, steps: number) =>
  Array.from({ length: steps }, (_, step) => scheduleFactor(settings, step, steps));

const schedule: fc.Arbitrary<ScheduleSettings> = fc.record({ warmup: fc.nat(50) }).chain(({ warmup }) => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  return fc.oneof(
    fc.constant({ kind: 'constant', warmup } as const),
    fc.record({
      kind: fc.constant('step' as const),
      every: fc.integer({ min: 1, max: 20 }),
      factor: share,
      warmup: fc.constant(warmup),
    }),
    fc.record({ kind: fc.constant('cosine' as const), final: share, warmup: fc.constant(warmup) }),
  );
});

test('constant is 1 throughout', () => {
  expect(path({ kind: 'constant', warmup: 0 }, 4)).toEqual([1, 1, 1, 1]);
});

test('step multiplies after every so many steps', () => {
  expect(path({ kind: 'step', every: 3, factor: 0.5, warmup: 0 }, 8)).toEqual([
    1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25,
  ]);
});

test('step is a product of factors, relative error < 1e-13 after 400 of them, and 0 where that underflows', () => {
  let product = 1;
  for (let step = 0; step < 400; step++, product *= 0.97) {
    const factor = scheduleFactor({ kind: 'step', every: 1, factor: 0.97, warmup: 0 }, step, 400);
    expect(Math.abs(factor / product - 1)).toBeLessThan(1e-13);
  }
  expect(scheduleFactor({ kind: 'step', every: 1, factor: 0.1, warmup: 0 }, 999_999_999, 1e9)).toBe(0);
});

test('cosine falls from 1 towards its final share, error < 3e-16 of the formula', () => {
  const [steps, final] = [40, 0.1];
  const factors = path({ kind: 'cosine', final, warmup: 0 }, steps);
  for (const [t, factor] of factors.entries()) {
    const expected = final + ((1 - final) * (1 + Math.cos((Math.PI * t) / steps))) / 2;
    expect(Math.abs(factor - expected)).toBeLessThan(3e-16);
  }
  expect(factors[0]).toBe(1);
  expect(factors.at(-1)).toBeGreaterThan(final);
  expect(factors.at(-1)).toBeLessThan(final + 0.002);
});

describe('warm-up', () => {
  test('grows in equal parts, and the schedule starts where it ends', () => {
    expect(path({ kind: 'constant', warmup: 3 }, 6)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
    expect(path({ kind: 'step', every: 2, factor: 0.5, warmup: 1 }, 6)).toEqual([0.5, 1, 1, 0.5, 0.5, 0.25]);
    const warm = path({ kind: 'cosine', final: 0, warmup: 3 }, 13);
    expect(warm.slice(3)).toEqual(path({ kind: 'cosine', final: 0, warmup: 0 }, 10));
  });

  test('longer than the run is all there is of it', () => {
    expect(path({ kind: 'cosine', final: 0, warmup: 9 }, 3)).toEqual([0.1, 0.2, 0.3]);
  });
});

test('every factor is from 0 to 1, and none is above the one before once warm-up is over', () => {
  fc.assert(
    fc.property(schedule, fc.integer({ min: 1, max: 120 }), (settings, steps) => {
      const factors = path(settings, steps);
      expect(factors.every(factor => factor >= 0 && factor <= 1)).toBe(true);
      const proper = factors.slice(settings.warmup);
      expect(proper.every((factor, t) => t === 0 || factor <= proper[t - 1])).toBe(true);
    }),
  );
});
