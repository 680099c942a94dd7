import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpz } from '@gradscope/formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, filesIn, gradscopeHere, runProcess, smallExperiment, temporaryFolder } from './runProgram.ts';

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const train = (...args: string[]) => trainFile('small.json', ...args);
const trainFile = (...args: string[]) => gradscopeHere(['train', ...args], { cwd: folder.path });

beforeAll(() => writeFileSync(at('small.json'), JSON.stringify(smallExperiment)));
afterAll(folder.remove);

describe('gradscope train', () => {
  it('prints ten lines under each name, the verdict last, and writes to out/<name of the file>', async () => {
    const { stdout, stderr, code } = await train('--threads', '2');
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    const [sigmoid, relu] = [lines.slice(0, 11), lines.slice(12, 23)];
    expect([sigmoid[0], relu[0], lines[11]]).toEqual(['sigmoid', 'relu', '']);
    expect(sigmoid[1]).toMatch(/^step 0: training loss \d\.\d\d$/);
    expect(sigmoid[10]).toMatch(/^step 108: training loss \d\.\d\d$/);
    expect(relu[10]).toMatch(/^step 108: training loss \d\.\d+$/);
    expect(stdout.slice(stdout.indexOf('run.json'))).toMatch(/\nnetwork +training loss +training accuracy/);
    expect(stdout).toContain(`\n  ${join('out', 'small', 'report.html')} `);
    expect(filesIn(at('out', 'small'))).toContain('run.json');
  });

  it('gives the same bytes from 1 thread and from 2; --json prints the record of the run with all paths, and nothing else', async () => {
    const { stdout, stderr } = await train('--out', 'one', '--threads', '1', '--json');
    const two = at('out', 'small');
    expect(filesIn(at('one'))).toEqual(filesIn(two));
    for (const file of [
      'sigmoid.npz',
      'relu.npz',
      'figures/loss.svg',
      'figures/loss.png',
      'figures/regions-relu.svg',
    ]) {
      expect(readFileSync(at('one', file)).equals(readFileSync(join(two, file))), file).toBe(true);
    }
    const { files, ...record } = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(record).toEqual(JSON.parse(readFileSync(at('one', 'run.json'), 'utf8')));
    expect(record).toMatchObject({ seed: 1, engine: 'wasm', precision: 'float64', interrupted: false });
    expect(record.networks[0]).toMatchObject({
      name: 'sigmoid',
      steps: 120,
      divergedAt: null,
      interrupted: false,
    });
    const written = [files.record, files.report, ...Object.values<string>(files.arrays), ...files.figures];
    expect(written.map(path => readFileSync(at(path)).length > 0)).not.toContain(false);
    expect(written.length).toBe(filesIn(at('one')).length - 1);
  });

  it('writes every recorded series as an array [R, columns]', async () => {
    const arrays = readNpz(readFileSync(at('one', 'relu.npz')));
    const shapes = Object.fromEntries(Object.entries(arrays).map(([name, { shape }]) => [name, shape]));
    expect(shapes).toMatchObject({
      X: [60, 2],
      y: [60],
      init_W1: [2, 8],
      b1: [8],
      W3: [8, 3],
      step: [120],
      loss: [120],
    });
    expect(shapes).toMatchObject({
      accuracy: [120],
      grad_l1: [120, 3],
      grad_max: [120, 3],
      grad_neuron: [120, 19],
    });
  });

  it('--quiet says only where everything is', async () => {
    const { stdout, stderr } = await train(
      '--threads',
      '1',
      '--out',
      'quiet',
      '--quiet',
      '--steps',
      '5',
      '--no-figures',
    );
    expect(stdout).toMatch(/^Trained in /);
    expect(stderr).toBe('');
  });

  it('saves a run that diverges up to where it did, with null for what JSON cannot say', async () => {
    const wild = {
      ...smallExperiment,
      training: { ...smallExperiment.training, optimizer: { kind: 'sgd', stepSize: 1e30 } },
    };
    writeFileSync(at('wild.json'), JSON.stringify(wild));
    const { stderr, code } = await gradscopeHere(
      ['train', 'wild.json', '--threads', '1', '--out', 'wild', '--no-figures'],
      {
        cwd: folder.path,
      },
    );
    const { networks } = JSON.parse(readFileSync(at('wild', 'run.json'), 'utf8'));
    const relu = networks.find(({ name }: { name: string }) => name === 'relu');
    expect(code).toBe(0);
    expect(relu.divergedAt).toBeGreaterThan(0);
    expect(relu.loss).toBe(null);
    expect(relu.broken).toEqual({
      layer: expect.any(Number),
      quantity: 'h',
      value: expect.stringMatching(/NaN|Infinity/),
    });
    expect(stderr).toContain(`relu: diverged at step ${relu.divergedAt}`);
    expect(readFileSync(at('wild', 'report.html'), 'utf8')).toContain(`diverged at ${relu.divergedAt}`);
  });

  it('learns from a table beside the experiment, with classes by name and rows held back', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i % 7},${(i * 3) % 11},${i % 7 > 3 ? 'high' : 'low'}`,
    );
    mkdirSync(at('tables'), { recursive: true });
    writeFileSync(at('tables', 'rows.csv'), ['a,b,label', ...rows].join('\n'));
    const data = { kind: 'table', file: 'rows.csv', target: 'label', standardize: true, test: 0.25 };
    writeFileSync(at('tables', 'table.json'), JSON.stringify({ ...smallExperiment, data }));
    const { stderr, code } = await trainFile(
      'tables/table.json',
      '--threads',
      '1',
      '--out',
      'table',
      '--no-figures',
    );
    expect([code, stderr]).toEqual([0, 'rows.csv: "label" holds 2 classes, because it is text.\n']);
    const arrays = readNpz(readFileSync(at('table', 'relu.npz')));
    expect([arrays.X.shape, arrays.y.shape]).toEqual([[30, 2], [30]]);
    const { networks } = JSON.parse(readFileSync(at('table', 'run.json'), 'utf8'));
    expect(networks[1].test.accuracy).toBeGreaterThan(0.5);
  });

  it.each([
    ['a,b,label\n1,,x\n2,3,y', 'column "b", row 1: expected a finite number, got nothing'],
    ['a,b,label\n1,n/a,x\n2,3,y', 'column "b", row 1: expected a finite number, got "n/a"'],
    ['a,b,tag\n1,2,x\n2,3,y', 'target: expected'],
    ['a,b,label\n1,2\n2,3,y', 'row 1'],
  ])('refuses the table %j in one line', async (text, message) => {
    writeFileSync(at('bad.csv'), text);
    const data = { kind: 'table', file: 'bad.csv', target: 'label' };
    writeFileSync(at('bad.json'), JSON.stringify({ ...smallExperiment, data }));
    const { stdout, stderr, code } = await trainFile('bad.json', '--out', 'bad');
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(at('bad'))).toBe(false);
  });

  it('ends without a word when its reader goes away', async () => {
    const pipe = `"$0" "$1" train small.json --threads 1 --steps 5000 --out gone | head -n 2`;
    const ended = await runProcess('bash', ['-c', pipe, process.execPath, BIN], { cwd: folder.path });
    expect(ended.stdout.split('\n')).toHaveLength(3);
    expect(ended.stderr).toBe('');
  });
});
