import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../../../scripts/soak/soaking.ts';
import { gradscopeHere, smallExperiment, temporaryFolder } from './runProgram.ts';

const NOTEBOOK = fileURLToPath(new URL('../../../examples/notebook.yaml', import.meta.url));

const folder = temporaryFolder();
const small = join(folder.path, 'small.json');

beforeAll(() => writeFileSync(small, JSON.stringify(smallExperiment)));
afterAll(folder.remove);

/** The cells of each row of a table whose columns stand at least two blanks apart. */
/** `5.2 × 10⁻¹⁸` as a number. */
const numberOf = (text: string): number =>
  Number(
    text
      .replace(' × 10', 'e')
      .replaceAll(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, sign => '-0123456789'['⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)]),
  );

const cellsOf = (table: string): string[][] => table.split('\n').map(line => line.trim().split(/ {2,}/));

describe('gradscope gradients', () => {
  // Every entry of the notebook's networks takes a core for 20 s.
  it.each([times(['a small experiment', small], ['the notebook', NOTEBOOK])])(
    'finds the gradients of %s right: largest relative error < 1e-8',
    async (_, file) => {
      const { stdout, stderr, code } = await gradscopeHere(['gradients', file, '--fail-on', '1e-8']);
      expect([stderr, code]).toEqual(['', 0]);
      const [table, summary] = stdout.split('\n\n') as [string, string];
      const [head, ...rows] = cellsOf(table);
      expect(head).toEqual(['network', 'layer', 'parameter', 'compared', 'kinks', 'relative error']);
      expect(rows.map(([network, layer, parameter]) => [network, layer, parameter])).toEqual(
        ['sigmoid', 'relu'].flatMap(name =>
          [1, 2, 3].flatMap(l => ['W', 'b'].map(p => [name, `${l}`, `${p}${l}`])),
        ),
      );
      const errors = rows.map(row => numberOf(row[5])).filter(error => !Number.isNaN(error));
      const [, largest, parameter, name] = /^Largest relative error: (.+), in (\S+) of (\S+)\.\n/.exec(
        summary,
      )!;
      expect(numberOf(largest)).toBe(Math.max(...errors));
      expect(numberOf(largest)).toBeLessThan(1e-8);
      expect(rows.find(row => row[0] === name && row[2] === parameter)![5]).toBe(largest);
    },
  );

  it('compares every entry of a smooth network, and counts those at a kink of a ReLU network', async () => {
    const { stdout } = await gradscopeHere(['gradients', small, '--json']);
    const { checks, largest } = JSON.parse(stdout);
    const entries = [2 * 8, 8, 8 * 8, 8, 8 * 3, 3];
    for (const name of ['sigmoid', 'relu']) {
      const own = checks.filter(({ network }: { network: string }) => network === name);
      expect(own.map(({ compared, kinks }: Record<string, number>) => compared + kinks)).toEqual(entries);
      const kinks = own.reduce((sum: number, check: { kinks: number }) => sum + check.kinks, 0);
      if (name === 'relu') expect(kinks).toBeGreaterThan(0);
      else expect(kinks).toBe(0);
    }
    expect(largest).toBe(
      Math.max(...checks.map(({ relativeError }: Record<string, number>) => relativeError)),
    );
  });

  it('explains kinks where there are any, and only there', async () => {
    const smooth = join(folder.path, 'smooth.json');
    writeFileSync(smooth, JSON.stringify({ ...smallExperiment, networks: [smallExperiment.networks[0]] }));
    const [withKinks, without] = await Promise.all([
      gradscopeHere(['gradients', small]),
      gradscopeHere(['gradients', smooth]),
    ]);
    expect(withKinks.stdout).toMatch(/\nKinks: entries left out, /);
    expect(without.stdout).toMatch(/\nLargest relative error: .*\.\n$/);
  });

  it.each([
    ['1e-300', 1],
    ['0.5', 0],
  ])('--fail-on %s exits with %d, the table printed all the same', async (limit, exitCode) => {
    const { stdout, stderr, code } = await gradscopeHere(['gradients', small, '--fail-on', limit]);
    expect([stderr, code]).toEqual(['', exitCode]);
    expect(stdout).toMatch(/^network {2}layer /);
  });
});
