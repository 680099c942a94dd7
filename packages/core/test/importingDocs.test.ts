import { readFileSync } from 'node:fs';
import {
  DETAIL_QUANTITIES,
  logThresholds,
  MODULE_QUANTITIES,
  PARAMETER_QUANTITIES,
  twinThresholds,
} from 'gradscope';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/importing.md');

it.each(Object.entries({ ...logThresholds, ...twinThresholds }))(
  'docs/importing.md has %s with its value and reason',
  (name, { value, reason }) => {
    expect(page).toContain(`| \`${name}\` | ${value} | ${reason} |`);
  },
);

it.each(['pytorch', 'keras'])('docs/importing.md attaches the logger for %s as its file says', program => {
  const file = read(`packages/cli/loggers/${program}.py`);
  const attached = /GradscopeLogger\(.*?every=10\)/.exec(file)![0];
  expect(page).toContain(`npx gradscope logger ${program} > gradscope_logger.py`);
  expect(page).toContain(attached);
});

const quantities = [...PARAMETER_QUANTITIES, ...MODULE_QUANTITIES, ...DETAIL_QUANTITIES];
// Batches have the same statistics of inputs, targets and outputs, which the page says once.
const said = quantities.filter(name => !/^(?:targets|outputs)_|_(?:low|high)$/.test(name));

it.each(said)('docs/importing.md says what %s is', name => {
  expect(page).toContain(`\`${name}\``);
});
