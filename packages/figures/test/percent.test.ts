import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('no module writes a percentage itself: percentText of core does, so that all read alike', () => {
  const packages = fileURLToPath(new URL('../../', import.meta.url));
  const modules = ['figures', 'cli', 'lab', 'sweep', 'formats', 'tfjs'].flatMap(name =>
    readdirSync(join(packages, name, 'src'), { recursive: true })
      .map(file => join(name, 'src', String(file)))
      .filter(file => /\.tsx?$/.test(file) && !file.includes('.test.')),
  );
  expect(modules.length).toBeGreaterThan(300);
  // A placeholder of a template, and a percent sign behind it.
  const writing = modules.filter(file => /\}[ \u00a0]?%/.test(readFileSync(join(packages, file), 'utf8')));
  expect(writing).toEqual([]);
});
