import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Where a number may be written otherwise than by `core/src/text`, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  'cli/src/terminal/formatC.ts': 'prints as C does, for the lines of the 2016 notebook',
  'core/src/diagnosis/remedies/networkRemedies.ts': 'rounds a value that goes into an experiment',
  'core/src/diagnosis/remedies/trainingRemedies.ts': 'rounds a value that goes into an experiment',
  'core/src/diagnosis/trial.ts': 'a key that tells whether weights are alike',
  'core/src/diagnosis/twin/loggedClip.ts': 'rounds a value that goes into an experiment',
  'core/src/diagnosis/twin/twinStart.ts': 'rounds a value that goes into an experiment',
  'core/src/engine/math/oracle.ts': 'a function of its own: fixed-point numbers',
  'core/src/experiment/grid/axisValues.ts': 'rounds a value that goes into an experiment',
  'figures/src/axes/endedNumbers.ts': 'rounds away what float64 adds to a tick',
  'figures/src/figures/ledgerWaterfall.ts': 'a coordinate of a drawing',
  'figures/src/figures/neuronStrip.ts': 'a coordinate of a drawing',
  'figures/src/marks/endLabels.ts': 'a coordinate of a drawing',
  'figures/src/panels/graphPanel.ts': 'a stroke of a drawing',
  'figures/src/panels/ridgePanel.ts': 'a coordinate of a drawing',
  'formats/src/imported/layerOrder.ts': 'sorts names, writes no number',
  'lab/src/map/axisChoices.ts': 'rounds a value that goes into an experiment',
  'lab/src/map/zoom.ts': 'rounds a value that goes into an experiment',
  'lab/src/saved/SavedTool.tsx': 'a date, in the reader’s own time zone',
  'tfjs/src/watch.ts': 'rounds a number of a log',
};

const STRAY = /\.to(Fixed|Precision|Exponential|LocaleString)\(|\bIntl\.|\btoFixed\(/;
/** Two of the things that each file used to make for itself. */
const OWN_KIND = /(const|function) (percent|counted|listed?|duration|megabytes)\b.*(=>|\{)\s*.*string/;
const PLURAL = /=== 1 \? '' : 's'/;

const sources = globSync('packages/*/src/**/*.{ts,tsx}', { cwd: ROOT })
  .map(path => path.replaceAll('\\', '/').replace('packages/', ''))
  .filter(path => !/\.test\.tsx?$|kernelBytes|^core\/src\/text\//.test(path));

const having = (pattern: RegExp) =>
  sources.filter(path => pattern.test(readFileSync(`${ROOT}packages/${path}`, 'utf8'))).toSorted();

test('numbers are written for people in one place: no other source formats one, but for the reasons listed', () => {
  expect(sources.length).toBeGreaterThan(300);
  expect(having(STRAY)).toEqual(Object.keys(ALLOWED));
});

test('no source says a plural, a list or a percentage of its own', () => {
  expect(having(PLURAL)).toEqual([]);
  expect(having(OWN_KIND)).toEqual([]);
});
