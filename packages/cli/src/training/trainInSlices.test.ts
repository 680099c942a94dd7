import type { Trainer } from 'gradscope';
import { describe, expect, it } from 'vitest';
import type { LossLine, Progress } from './messages.ts';
import { trainInSlices } from './trainInSlices.ts';

interface Watched {
  readonly reports: readonly (Progress & { readonly at: number })[];
  /** Milliseconds after the start at which it was asked whether to stop. */
  readonly asked: readonly number[];
  readonly lines: readonly LossLine[];
  readonly step: number;
}

/** Trains for so many steps of so many milliseconds each, by a clock that only they move; the loss is the step's square. */
function watch(
  steps: number,
  cost: number,
  { lineEvery = 10, stopAt = Number.POSITIVE_INFINITY } = {},
): Watched {
  let clock = 5000;
  const trainer = {
    step: 0,
    done: false,
    advance(count: number, onStep: Parameters<Trainer['advance']>[1]) {
      for (; count > 0 && !this.done; count--) {
        const index = this.step;
        onStep?.({ index } as Parameters<NonNullable<typeof onStep>>[0], () => index ** 2);
        clock += cost;
        this.done = ++this.step === steps;
      }
    },
  };
  const reports: (Progress & { at: number })[] = [];
  const asked: number[] = [];
  const stopped = () => asked.push(clock - 5000) > 0 && clock - 5000 >= stopAt;
  const report = (progress: Progress) => reports.push({ ...progress, at: clock - 5000 });
  const lines = trainInSlices(trainer as unknown as Trainer, {
    lineEvery,
    stopped,
    report,
    now: () => clock,
  });
  return { reports, asked, lines, step: trainer.step };
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, i) => time - times[i]);

describe('trainInSlices', () => {
  it.each([0.01, 0.3, 7, 19])('of steps of %d ms looks up every 40 ms at most', cost => {
    expect(Math.max(...gaps([0, ...watch(2000, cost).asked]))).toBeLessThanOrEqual(40);
  });

  it('looks up after every step that takes longer than a slice', () => {
    expect(watch(10, 500).asked).toEqual([500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500]);
  });

  it('reports at most 15 times a second, and soon after that is due', () => {
    const { reports } = watch(20_000, 0.1);
    const between = gaps([0, ...reports.map(({ at }) => at)]);
    expect(reports.length).toBeGreaterThan(15);
    expect(Math.min(...between)).toBeGreaterThanOrEqual(1000 / 15);
    expect(Math.max(...between)).toBeLessThan(1000 / 15 + 40);
  });

  it('a report says the step, its loss, and the seconds since training began', () => {
    for (const { step, loss, seconds, at } of watch(5000, 0.5).reports) {
      expect(loss).toBe((step - 1) ** 2);
      expect(seconds).toBeCloseTo(step * 0.0005, 9);
      expect(seconds).toBeCloseTo(at / 1000, 9);
    }
  });

  it.each([1, 7, 1000])('gives each line once, in order: one every %d steps', lineEvery => {
    const { reports, lines } = watch(3000, 0.25, { lineEvery });
    const all = [...reports.flatMap(report => report.lines), ...lines];
    const steps = Array.from({ length: Math.ceil(3000 / lineEvery) }, (_, i) => i * lineEvery);
    expect(all).toEqual(steps.map(step => ({ step, loss: step ** 2 })));
  });

  it('goes through one step even where it is stopped at once, and stops within a slice', () => {
    expect(watch(1000, 1, { stopAt: 0 })).toMatchObject({ step: 1, lines: [{ step: 0, loss: 0 }] });
    const { asked } = watch(1_000_000, 0.1, { stopAt: 1000 });
    expect(asked.at(-1)! - 1000).toBeLessThanOrEqual(40);
  });

  it('does not stumble over a clock that stands still', () => {
    expect(watch(100, 0).step).toBe(100);
  });
});
