import { readFileSync } from 'node:fs';
import { logThresholds } from 'gradscope';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/importing.md');

it.each(Object.entries(logThresholds))(
  'docs/importing.md has %s with its value and reason',
  (name, { value, reason }) => {
    expect(page).toContain(`| \`${name}\` | ${value} | ${reason} |`);
  },
);

it.each(['pytorch', 'keras'])('docs/importing.md has the very code that made the fixtures of %s', program => {
  const hook = read(`packages/formats/test/fixtures/${program}/gradscopeLog.py`);
  expect(page).toContain(`\`\`\`python\n${hook}\`\`\`\n`);
});
