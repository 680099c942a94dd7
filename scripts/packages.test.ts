import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const packages = join(import.meta.dirname, '../packages');

/**
 * The dependencies that a package may have: DESIGN.md, "The house". Adding a name here is a decision, not an
 * accident.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: ['zod'],
  formats: ['gradscope', 'fflate', 'hyparquet', 'hyparquet-writer', 'protobufjs', 'papaparse', 'yaml'],
  figures: ['gradscope', '@observablehq/plot', 'd3-scale-chromatic'],
  sweep: [
    'gradscope',
    '@gradscope/formats',
    'drizzle-orm',
    '@electric-sql/pglite',
    'pg',
    'pg-boss',
    'piscina',
  ],
  lab: ['gradscope', '@gradscope/formats', '@gradscope/figures', 'preact', '@preact/signals'],
  cli: [
    '@electric-sql/pglite',
    'gradscope',
    '@gradscope/formats',
    '@gradscope/figures',
    '@gradscope/sweep',
    '@gradscope/lab',
    '@hono/node-server',
    '@resvg/resvg-wasm',
    'cli-progress',
    'commander',
    'dejavu-fonts-ttf',
    'hono',
    'linkedom',
    'open',
    'pg-boss',
    'piscina',
  ],
};

test.each(readdirSync(packages))('%s declares no dependency outside its list', name => {
  const manifest = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));
  const { dependencies, optionalDependencies, devDependencies } = manifest;
  // The program contains what its sources import, so these are no dependencies of what is published.
  const contained = name === 'cli' ? devDependencies : {};
  const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...contained });
  expect(declared.filter(dependency => !ALLOWED[name]?.includes(dependency))).toEqual([]);
});
