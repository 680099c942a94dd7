import { expect, test } from 'vitest';
import { withSite } from './labPage.ts';
import { framesPerSecond, longestTask, observeTimings, type Timings } from './timings.ts';

// The targets on a quiet machine of two cores: the first figure within 1 s, training within 2 s, no task over
// 50 ms, 30 frames a second. A test of these times would fail on a busy machine. Measurements are therefore
// printed, and only values that no load explains fail.
const SLACK = 4;
/** Other work only ever makes a page slower: one attempt that other work leaves alone is enough. */
const ATTEMPTS = { retry: 2 };
const TARGETS = { firstFigure: 1000, training: 2000, task: 50, frames: 30 };

const SLACK_TEXT = `${SLACK} times what it must on a quiet machine`;

test(`the story: first figure, training and tasks take less than ${SLACK_TEXT}`, ATTEMPTS, async () => {
  const timings = await withSite('index.html', async page => {
    await page.addInitScript(observeTimings);
    await page.reload();
    await page.waitForTimeout(5000);
    return page.evaluate(() => Reflect.get(window, 'timings') as Timings);
  });
  console.log(`story: ${summary(timings)}`);
  expect(timings.firstFigure).toBeLessThan(SLACK * TARGETS.firstFigure);
  expect(timings.training).toBeLessThan(SLACK * TARGETS.training);
  expect(longestTask(timings)).toBeLessThan(SLACK * TARGETS.task);
});

test(
  `the lab, while two networks train: tasks and frames take less than ${SLACK_TEXT}`,
  ATTEMPTS,
  async () => {
    const timings = await withSite('lab.html', async page => {
      await page.addInitScript(observeTimings);
      await page.reload();
      await page.getByRole('button', { name: 'Play' }).click();
      await page.waitForTimeout(5000);
      return page.evaluate(() => Reflect.get(window, 'timings') as Timings);
    });
    console.log(`lab: ${summary(timings)}`);
    expect(timings.training).toBeLessThan(SLACK * TARGETS.training);
    expect(longestTask(timings)).toBeLessThan(SLACK * TARGETS.task);
    expect(framesPerSecond(timings)).toBeGreaterThan(TARGETS.frames / SLACK);
  },
);

function summary(timings: Timings): string {
  const { firstFigure = Number.NaN, training = Number.NaN } = timings;
  return `first figure ${firstFigure.toFixed(0)} ms, training ${training.toFixed(0)} ms, longest task ${longestTask(timings).toFixed(0)} ms, ${framesPerSecond(timings).toFixed(0)} frames a second`;
}
