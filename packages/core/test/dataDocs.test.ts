import { readFileSync } from 'node:fs';
import { dataKinds } from 'gradscope';
import { expect, test } from 'vitest';

const docs = readFileSync(new URL('../../../docs/data.md', import.meta.url), 'utf8');

test('docs/data.md has a row for every kind of data, with all of its settings', () => {
  const rows = docs.split('\n').filter(line => line.startsWith('| `'));
  for (const [kind, { settings }] of Object.entries(dataKinds)) {
    const row = rows.find(line => line.split('|')[1].includes(`\`${kind}\``));
    expect(row, kind).toBeDefined();
    const named = row!.split('|')[2];
    for (const setting of Object.keys(settings)) expect(named, kind).toContain(setting);
  }
});
