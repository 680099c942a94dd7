import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gradscopeHere, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const huge = (i: number) => (i % 2 === 0 ? 1 : -1) * (0.1 + (i % 9) / 10) * 1e308;

describe('a table that is hard to draw is trained on all the same', () => {
  it.each<[string, string, string[]]>([
    ['one row', 'classification', ['a,b,y', '1,2,x']],
    ['one class', 'classification', ['a,b,y', ...Array.from({ length: 20 }, (_, i) => `${i},${2 * i},x`)]],
    ['one row of values', 'regression', ['a,y', '1.5,2.5']],
    ['one value', 'regression', ['a,y', ...Array.from({ length: 20 }, (_, i) => `${i / 10},2.5`)]],
    [
      'inputs of ±1e308',
      'classification',
      ['a,b,y', ...Array.from({ length: 30 }, (_, i) => `${huge(i)},${i / 9},${i % 3 === 0 ? 'p' : 'q'}`)],
    ],
    [
      'targets of ±1e308',
      'regression',
      ['a,y', ...Array.from({ length: 30 }, (_, i) => `${i / 30},${huge(i)}`)],
    ],
  ])('%s', async (name, task, rows) => {
    const stem = join(folder.path, name.replaceAll(' ', '-').replace('±', ''));
    writeFileSync(`${stem}.csv`, `${rows.join('\n')}\n`);
    const data = { kind: 'table', file: `${stem}.csv`, target: 'y', task };
    const network = { name: 'net', hidden: [4], activation: 'tanh', init: 'glorotNormal' };
    const training = { optimizer: { kind: 'adam', stepSize: 0.01 }, steps: 5 };
    writeFileSync(`${stem}.json`, JSON.stringify({ data, networks: [network], training }));
    const { code, stdout, stderr } = await gradscopeHere(['train', `${stem}.json`, '--out', stem]);
    expect([code, stderr.includes('internal error')]).toEqual([0, false]);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
    expect(JSON.parse(readFileSync(join(stem, 'run.json'), 'utf8')).networks).toHaveLength(1);
    expect(readdirSync(join(stem, 'figures')).length).toBeGreaterThan(0);
  });
});
