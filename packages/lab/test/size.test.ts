import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../dist');
const textOf = (file: string) => readFileSync(join(DIST, file), 'utf8');

/** Scripts that a page runs, whatever else comes later: its own, what they import at once, and the workers they start. */
function scriptsOf(page: string): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const text = textOf(file);
    const imported = text.matchAll(/(?:\bimport|\bfrom)\s*["'`]\.\/([^"'`]+\.js)["'`]/g);
    const workers = text.matchAll(/new URL\(\s*["'`](?:\.\/)?(?:assets\/)?([^"'`]+\.js)["'`]/g);
    for (const [, name] of [...imported, ...workers]) visit(`assets/${name}`);
  };
  for (const [, file] of textOf(page).matchAll(/<(?:script|link)[^>]+(?:src|href)="\.\/([^"]+\.js)"/g)) {
    visit(file);
  }
  return [...found];
}

// The first page is the story; the lab needs the schema besides, to read links and to check what is changed. The map's worker
// has the schema too: it makes thousands of experiments by itself. What only structured networks need comes later.
test.each([
  ['index.html', 218_000],
  ['lab.html', 250_000],
  ['map.html', 282_000],
])('%s loads at most %i bytes of gzipped script, WebAssembly in it, workers included', (page, most) => {
  const sizes = scriptsOf(page).map(file => ({ file, bytes: gzipSync(textOf(file)).length }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  console.table([...sizes, { file: 'total', bytes: total }]);
  expect(sizes.map(({ file }) => file)).toContainEqual(expect.stringMatching(/(train|fill)Worker/));
  expect(total).toBeLessThanOrEqual(most);
});

test('the story loads neither the schema nor the views of the lab', () => {
  const loaded = scriptsOf('index.html').map(textOf).join('');
  expect(loaded).not.toContain('ZodError');
  expect(loaded).not.toContain('Change the experiment');
  expect(scriptsOf('lab.html').map(textOf).join('')).toContain('Change the experiment');
});
