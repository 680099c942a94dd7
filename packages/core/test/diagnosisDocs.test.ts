import { readFileSync } from 'node:fs';
import { symptomKinds, thresholds } from 'gradscope';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../../docs/diagnosis.md', import.meta.url), 'utf8');

it.each(Object.entries(thresholds))(
  'docs/diagnosis.md has %s with its value and reason',
  (name, { value, reason }) => {
    expect(page).toContain(`| \`${name}\` | ${value} | ${reason} |`);
  },
);

it.each(Object.keys(symptomKinds))('docs/diagnosis.md explains %s', kind => {
  expect(page).toMatch(new RegExp(`^\\| \`${kind}\` \\| .`, 'm'));
});
