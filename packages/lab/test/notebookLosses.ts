import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The losses that the notebook printed. */
export const printed = readFileSync(
  join(import.meta.dirname, '../../cli/test/fixtures/notebookOutput.txt'),
  'utf8',
);

/** The losses that it printed at a step: of the sigmoid network, then of the ReLU network. */
export const lossesAt = (step: number) =>
  [...printed.matchAll(new RegExp(`^iteration ${step}: loss (\\S+)$`, 'gm'))].map(([, loss]) => loss);
