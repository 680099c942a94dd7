import { readdirSync, readFileSync } from 'node:fs';
import { RUN_COLUMNS } from 'gradscope';
import { expect, test } from 'vitest';

const folder = new URL('../../migrations/', import.meta.url);
const files = readdirSync(folder).filter(name => name.endsWith('.sql'));
const sql = files
  .sort()
  .map(name => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')
  .replaceAll(/--.*$/gm, '');

const TYPES: Readonly<Record<string, string>> = {
  text: 'text',
  integer: 'integer',
  'double precision': 'double',
};
/** What the store knows of a run besides its results. */
const OF_STORE = ['version', 'host', 'finished_at'];

/** The columns of the table of runs after all migrations, and their types. */
function columnsOfRuns(): Record<string, string> {
  const [, body] = /CREATE TABLE gradscope\.runs \(\n([\s\S]*?)\n\);/.exec(sql)!;
  const added = [...sql.matchAll(/ALTER TABLE gradscope\.runs\s+ADD COLUMN ([^;]+);/g)].map(([, one]) => one);
  const dropped = [...sql.matchAll(/ALTER TABLE gradscope\.runs\s+DROP COLUMN (\w+)/g)].map(([, one]) => one);
  const all = [...body.split(',\n'), ...added].map(
    line => /^\s*(\w+) (double precision|timestamptz|\w+)/.exec(line)!,
  );
  return Object.fromEntries(
    all.map(([, name, type]) => [name, type]).filter(([name]) => !dropped.includes(name)),
  );
}

test('the migrations make the columns of RUN_COLUMNS, in their order and of their types, and no others', () => {
  const made = Object.entries(columnsOfRuns()).filter(([name]) => !OF_STORE.includes(name));
  expect(made.map(([name, type]) => [name, TYPES[type] ?? type])).toEqual(Object.entries(RUN_COLUMNS));
});

test('only the table of runs is read here, by statements that this test knows', () => {
  const changes = [...sql.matchAll(/ALTER TABLE gradscope\.runs\s+(\w+ \w+)/g)].map(([, change]) => change);
  expect(changes.filter(change => !/^(ADD|DROP) COLUMN$/.test(change))).toEqual([]);
});
