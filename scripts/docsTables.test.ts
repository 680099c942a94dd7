import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PAGES, TABLE_NAMES, withTables } from './docsTables.mjs';

const pages = PAGES.map((page: URL) => readFileSync(page, 'utf8'));

test('the tables of docs/ are what scripts/docsTables.mjs writes', () => {
  expect(pages).toEqual(pages.map(withTables));
});

test.each(TABLE_NAMES)('docs/ has the table of %s, and no empty cell in its first column', name => {
  const [, table] = new RegExp(`<!-- table: ${name} -->\\n([\\s\\S]*?)\\n<!-- end -->`).exec(
    pages.join('\n'),
  )!;
  const [, , ...rows] = table.split('\n');
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.filter(row => !/^\| \S/.test(row))).toEqual([]);
});
