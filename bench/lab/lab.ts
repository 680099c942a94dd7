/// <reference lib="dom" />
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { DEFAULT_EXPERIMENT } from '../../packages/lab/src/state/defaultExperiment.ts';
import { encodeDocument } from '../../packages/lab/src/state/urlDocument.ts';
import { waitForStatus, withSite } from '../../packages/lab/test/labPage.ts';
import {
  framesPerSecond,
  longestTask,
  observeTimings,
  type Timings,
} from '../../packages/lab/test/timings.ts';
import { median } from '../statistics.ts';
import { NodeThreads } from './nodeThreads.ts';

// Measures how fast the lab trains the notebook's pair in its default view, against two Node threads that
// train and record the same. It also measures how the page keeps up.

const { values: options } = parseArgs({
  options: { steps: { type: 'string', default: '50000' }, rounds: { type: 'string', default: '5' } },
});
const steps = Number(options.steps);
const experiment = {
  ...DEFAULT_EXPERIMENT,
  training: { ...DEFAULT_EXPERIMENT.training, steps },
};

interface Round {
  readonly node: number;
  readonly page: number;
  readonly longestTask: number;
  readonly frames: number;
}

/** Opens the lab in a new page and trains from step 0 to the end. */
async function trainInPage(page: Page, address: string): Promise<Omit<Round, 'node'>> {
  await page.goto('about:blank');
  await page.goto(address);
  await waitForStatus(page, 'Ready to train.');
  const { seconds, start, timings } = await page.evaluate(async () => {
    // The page has settled, as it has for someone who looks before playing.
    await new Promise(resolve => setTimeout(resolve, 1000));
    const start = performance.now();
    const buttons = [...document.querySelectorAll('button')];
    const play = buttons.find(({ textContent }) => textContent.includes('Play'));
    play!.click();
    const status = document.querySelector('[data-testid=status]')!;
    while (!status.textContent!.startsWith('Finished')) await new Promise(requestAnimationFrame);
    return {
      seconds: (performance.now() - start) / 1000,
      start,
      timings: Reflect.get(window, 'timings') as Timings,
    };
  });
  return {
    page: seconds,
    longestTask: longestTask(timings, start),
    frames: framesPerSecond(timings, start),
  };
}

async function measure(page: Page, threads: NodeThreads): Promise<Round[]> {
  const address = page.url();
  await page.addInitScript(observeTimings);
  // The first round of each warms up.
  await threads.train();
  await trainInPage(page, address);
  const rounds: Round[] = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    process.stderr.write(`round ${round + 1} of ${options.rounds}\n`);
    rounds.push({ node: await threads.train(), ...(await trainInPage(page, address)) });
  }
  return rounds;
}

const threads = new NodeThreads(experiment);
try {
  const link = `lab.html#run=${encodeDocument([{ from: 0, experiment }])}`;
  const rounds = await withSite(link, page => measure(page, threads));
  console.table(
    rounds.map(({ node, page, longestTask, frames }) => ({
      'Node, steps/s': Math.round(steps / node),
      'page, steps/s': Math.round(steps / page),
      'page / Node': (node / page).toFixed(3),
      'longest task, ms': Math.round(longestTask),
      'frames/s': frames.toFixed(1),
    })),
  );
  const middle = (measured: (round: Round) => number) => median(rounds.map(measured));
  console.log(`${steps} steps of both networks, ${availableParallelism()} processors; medians:`);
  console.log(`page / Node ${middle(({ node, page }) => node / page).toFixed(3)}`);
  console.log(`longest task ${Math.round(middle(({ longestTask }) => longestTask))} ms (0: none over 50 ms)`);
  console.log(`${middle(({ frames }) => frames).toFixed(1)} frames a second`);
} finally {
  await threads.close();
}
