import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parameterArrays, readNpz } from '@gradscope/formats';
import { parseExperiment, Trainer } from 'gradscope';
import { expect, test } from 'vitest';
import { SOAKING, times } from '../../../scripts/soak/soaking.ts';
import { parameterBits } from '../../cli/test/parameterBits.ts';
import { DEFAULT_EXPERIMENT } from '../src/state/defaultExperiment.ts';
import { encodeDocument } from '../src/state/urlDocument.ts';
import { goToStep, lossOf, openTool, saved, waitForStatus, withSite } from './labPage.ts';
import { lossesAt, printed } from './notebookLosses.ts';

/** The notebook ends at step 50,000: `npm test` has the same run with an earlier end. */
const STEPS = times(3000, 50_000);
const experiment = parseExperiment({
  ...DEFAULT_EXPERIMENT,
  training: { ...DEFAULT_EXPERIMENT.training, steps: STEPS },
});
const PATH = SOAKING ? 'lab.html' : `lab.html#run=${encodeDocument([{ from: 0, experiment }])}`;
const NAMES = ['sigmoid', 'relu'];

interface End {
  readonly bits: string;
  /** In whole percent, cut off. */
  readonly accuracy: number;
}

/** The final results of the command line; `cli/test/reproduce` checks it against the same fixture. */
function printedEnds(): End[] {
  const path = join(import.meta.dirname, '../../cli/test/fixtures/notebookParameters.json');
  const bits = JSON.parse(readFileSync(path, 'utf8'));
  const accuracies = [...printed.matchAll(/^training accuracy: 0\.(\d\d)$/gm)].map(([, digits]) => digits);
  return NAMES.map((name, i) => ({ bits: bits[name], accuracy: Number(accuracies[i]) }));
}

/** The final results in Node. */
function trainedEnds(): End[] {
  return NAMES.map((_, index) => {
    const trainer = new Trainer(experiment, index);
    while (!trainer.done) trainer.advance(STEPS);
    const { final, layers, accuracy } = trainer.run();
    return {
      bits: parameterBits(parameterArrays(final, layers)),
      accuracy: Math.trunc(Math.round(1000 * accuracy) / 10),
    };
  });
}

test(`at each 1,000 of ${STEPS} steps the loss is what the notebook printed, and at the end each bit is the command line’s`, async () => {
  const ends = SOAKING ? printedEnds() : trainedEnds();
  const steps = Array.from({ length: STEPS / 1000 }, (_, i) => 1000 * i);
  await withSite(PATH, async page => {
    const losses = [];
    for (const step of steps) {
      await goToStep(page, step);
      losses.push([await lossOf(page, 'sigmoid'), await lossOf(page, 'relu')]);
    }
    expect(losses).toEqual(steps.map(lossesAt));
    await page.getByRole('button', { name: 'Play' }).click();
    await waitForStatus(page, `Finished after ${STEPS.toLocaleString('en')} steps.`);
    for (const [i, name] of NAMES.entries()) {
      const shown = await page.getByTestId(`readout-${name}`).locator('.accuracy').textContent();
      expect(Math.trunc(Number.parseFloat(shown!))).toBe(ends[i].accuracy);
    }
    await openTool(page, 'Share, export');
    for (const [i, name] of NAMES.entries()) {
      const { bytes } = await saved(page, `Save ${name}.npz`);
      expect(parameterBits(readNpz(bytes)), name).toBe(ends[i].bits);
    }
  });
}, 600_000);
