import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readParquet } from '@gradscope/formats';
import { openDatabase, storeLocation, submit, work } from '@gradscope/sweep';
import { afterAll, describe, expect, it } from 'vitest';
import { freshStore } from '../../sweep/test/freshStore.ts';
import { gradscope, gradscopeHere, temporaryFolder } from './runProgram.ts';

/** Threads whose runs fail as their networks are called. */
const unreliable = fileURLToPath(new URL('../../sweep/test/fixtures/unreliableThread.mjs', import.meta.url));
/** Milliseconds that several commands may take, on a machine that has other things to do. */
const LONG = 240_000;
const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);

const document = {
  data: { kind: 'xor', samples: 8 },
  networks: [{ name: 'net', hidden: [4], init: { kind: 'normal', std: 1 } }],
  training: { optimizer: { kind: 'sgd' }, steps: 20 },
  sweep: {
    axes: [
      { path: 'networks[0].activation', name: 'a,"b"', list: ['relu', { kind: 'leakyRelu', slope: 0.2 }] },
      { path: 'training.optimizer.stepSize', name: 'step', list: [0.1, 1e100] },
      { path: 'seed', range: { from: 0, to: 4, count: 5 } },
    ],
  },
};

const STEPS = { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 20 };
const write = (name: string, content: unknown) => writeFileSync(join(cwd, name), JSON.stringify(content));
const run = (...args: string[]) => gradscopeHere(['sweep', ...args], { cwd });

async function hasCheckpoint(store: string): Promise<boolean> {
  const database = await openDatabase(storeLocation(store));
  const { rows } = await database.orm.execute('SELECT FROM gradscope.checkpoints');
  await database.close();
  return (rows as unknown[]).length > 0;
}

describe('gradscope sweep', () => {
  it('says how long it takes, does it, and says what came of it', async () => {
    write('grid.json', document);
    await freshStore(join(cwd, 'store'));
    const { stdout, stderr, code } = await run('grid.json', '--store', 'store');
    expect([stderr, code]).toEqual([
      expect.stringMatching(/(^|\n)20 of 20 runs {2}100 % {2}.* runs\/s\n$/),
      0,
    ]);
    expect(stdout).toMatch(
      /^20 runs in store: 20 to do of about [\d.]+ (?:µs|ms) each, [\d.]+ m?s in \d+ threads\.\n/,
    );
    expect(stdout).toMatch(/\ngrid \([0-9a-f]{12}\): 20 runs: \d+ trained, \d+ diverged, in [\d.]+ s\n/);
    expect(stdout).toMatch(
      /\nIts table: gradscope sweep results [0-9a-f]{12} --store store --out grid\.csv\n$/,
    );
  });

  it('computes nothing twice, and tells programs so', async () => {
    const { stdout } = await run('grid.json', '--store', 'store', '--json');
    const { sweep, reasons, store } = JSON.parse(stdout);
    expect([sweep.state, sweep.done, reasons, store]).toEqual(['done', 20, [], 'store']);
  });

  it('status lists the sweeps', async () => {
    const { stdout } = await run('status', '--store', 'store');
    expect(stdout).toMatch(
      /^sweep +name +state +runs +diverged +failed +submitted\n[0-9a-f]{12} +grid +done +20\/20 /,
    );
    const { sweeps } = JSON.parse((await run('status', '--store', 'store', '--json')).stdout);
    expect(sweeps).toMatchObject([{ name: 'grid', state: 'done', total: 20, done: 20 }]);
  });

  it('results are a table: one row for each run, with every axis', async () => {
    const { stdout } = await run('results', '--store', 'store');
    const [head, ...rows] = stdout.trimEnd().split('\r\n');
    expect(head).toMatch(/^run_id,index,"a,""b""",step,seed,status,reason,loss,accuracy,/);
    expect(rows).toHaveLength(20);
    expect(rows[10]).toMatch(
      /^[0-9a-f]{32},10,"\{""kind"":""leakyRelu"",""slope"":0\.2\}",0\.1,0,trained,,0\./,
    );
    expect(rows[19]).toContain(',1e+100,4,');
  });

  it('results in Parquet are those in CSV and JSON', async () => {
    await run('results', 'grid', '--store', 'store', '--out', 'grid.parquet');
    await run('results', 'grid', '--store', 'store', '--out', 'grid.csv');
    const { columns } = await readParquet(new Uint8Array(readFileSync(join(cwd, 'grid.parquet'))));
    const { runs } = JSON.parse((await run('results', '--store', 'store', '--json')).stdout);
    const column = (name: string) => columns.find(column => column.name === name)!;
    const valuesOf = (name: string) => Array.from<unknown>(column(name).values);
    expect([column('step').type, column('a,"b"').type, column('loss').type]).toEqual([
      'float64',
      'string',
      'float64',
    ]);
    expect(valuesOf('run_id')).toEqual(runs.map(({ run_id }: { run_id: string }) => run_id));
    const csv = readFileSync(join(cwd, 'grid.csv'), 'utf8').trimEnd().split('\r\n').slice(1);
    const losses = valuesOf('loss');
    expect(csv.every((line, i) => line.includes(`,${losses[i]},`))).toBe(true);
  });

  it('map draws two axes of it, a third as small multiples, the median over the others', async () => {
    const { stdout } = await run('map', '--store', 'store', '--x', 'step', '--y', 'seed', '--facet', 'a,"b"');
    expect(stdout).toMatch(/^<svg [^>]*><title>Trainability: final loss over step and seed<\/title>/);
    expect(stdout.match(/<image /g)).toHaveLength(2);
    const all = await run('map', '--store', 'store', '--at', 'a,"b"=median', '--x', 'step', '--y', 'seed');
    expect(all.stdout).toContain('2 × 5 networks; the median over 2 values of a,"b"');
  });

  it('map draws symptoms, and bands over seeds, into files', async () => {
    const symptoms = await run('map', 'grid', '--store', 'store', '--colour', 'symptom', '--out', 'map.png');
    expect(symptoms.stdout).toBe('map.png: 20 runs of 20\n');
    expect(readFileSync(join(cwd, 'map.png')).subarray(1, 4).toString()).toBe('PNG');
    await run('map', 'grid', '--store', 'store', '--bands', '--x', 'step', '--out', 'bands.svg');
    expect(readFileSync(join(cwd, 'bands.svg'), 'utf8')).toContain('Median over up to 5 seeds');
  });

  it('is saved by Ctrl-C, and goes on from there', async () => {
    const [first, second] = document.sweep.axes;
    const seeds = { path: 'seed', range: { from: 0, to: 99, count: 100 } };
    const training = { ...document.training, steps: 4000 };
    write('long.json', { ...document, training, sweep: { axes: [first, second, seeds] } });
    const { stdout, code } = await gradscope(['sweep', 'long.json', '--store', 'store'], {
      cwd,
      // Its first line of progress comes with the first results.
      during: child => child.stderr!.once('data', () => child.kill('SIGINT')),
    });
    expect([code, stdout]).toEqual([
      130,
      expect.stringMatching(
        /running after [\d,]+ of 400 runs: .*\nFinished runs are kept. To continue: gradscope sweep resume /,
      ),
    ]);
    const { sweeps } = JSON.parse((await run('status', '--store', 'store', '--json')).stdout);
    expect(sweeps[0]).toMatchObject({ name: 'long', state: 'running' });
    expect(sweeps[0].done).toBeGreaterThan(0);
    expect((await run('cancel', 'long', '--store', 'store')).stdout).toBe(
      `Cancelled ${sweeps[0].sweepId}: ${sweeps[0].done} of 400 runs are finished.\n`,
    );
  });

  it(
    'goes on within a run from its checkpoint, as often as --checkpoint writes one',
    async () => {
      const networks = [{ ...document.networks[0], activation: 'relu' }];
      const training = { ...STEPS, steps: 1_000_000 };
      write('one.json', {
        ...document,
        networks,
        training,
        sweep: { axes: [{ path: 'seed', list: [1] }] },
      });
      await freshStore(join(cwd, 'one'));
      const args = ['one.json', '--store', 'one', '--threads', '1', '--checkpoint', '0.1'];
      // The run takes seconds from its first line on, and longer on a machine that has other things to do.
      for (let wait = 1500; ; wait *= 2) {
        const { code } = await gradscope(['sweep', ...args], {
          cwd,
          during: child => child.stdout!.once('data', () => setTimeout(() => child.kill('SIGINT'), wait)),
        });
        expect(code).toBe(130);
        if (await hasCheckpoint(join(cwd, 'one'))) break;
      }
      const { stdout, stderr } = await run('resume', '--store', 'one');
      expect(Number(/^run 0: continues from step (\d+) of 1000000$/m.exec(stderr)?.[1])).toBeGreaterThan(0);
      expect(stdout).toContain('1 run: 1 trained');
    },
    LONG,
  );

  it(
    'stores the table beside its file with it: a sweep goes on without the table',
    async () => {
      const data = { kind: 'table', file: 'rows.csv', target: 'label' };
      const networks = [{ ...document.networks[0], activation: 'relu' }];
      const axes = [document.sweep.axes[2]];
      await freshStore(join(cwd, 'tabled'));
      mkdirSync(join(cwd, 'tables'));
      write('tables/table.json', { ...document, data, networks, sweep: { axes }, training: STEPS });
      write('tables/other.json', {
        ...document,
        data: { ...data, file: 'no.csv' },
        networks,
        training: STEPS,
      });
      writeFileSync(join(cwd, 'tables/rows.csv'), 'x,label\n1,a\n2,b\n3,a\n4,b\n');
      expect((await run('tables/table.json', '--store', 'tabled', '--submit-only')).code).toBe(0);
      rmSync(join(cwd, 'tables/rows.csv'));
      expect((await run('resume', '--store', 'tabled')).stdout).toContain('5 runs: 5 trained');
      const { stderr, code } = await run('tables/other.json', '--store', 'tabled');
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^gradscope: .*no\.csv: .*\(ENOENT\)\n$/)]);
    },
    LONG,
  );

  it(
    'says what failed and how to do it again, and does it',
    async () => {
      const name = { path: 'networks[0].name', list: ['fine', 'throws'] };
      const networks = [{ ...document.networks[0], activation: 'relu' }];
      const faulty = {
        ...document,
        networks,
        sweep: { axes: [{ ...name, name: 'fault' }, document.sweep.axes[1]] },
      };
      const database = await openDatabase(storeLocation(await freshStore(join(cwd, 'faulty'))));
      const sweepId = await submit(database, {
        name: 'faulty',
        document: faulty,
        table: undefined,
        runsPerJob: 1,
      });
      await work(database, {
        threads: 1,
        signal: new AbortController().signal,
        sweepId,
        threadModule: unreliable,
      });
      await database.close();
      const resumed = (await run('resume', '--store', 'faulty')).stdout;
      expect(resumed).toMatch(/4 runs: .*2 failed.*\n.*of no use/s);
      expect(resumed).toContain(
        `\nTo repeat failed runs: gradscope sweep resume ${sweepId} --store faulty --retry-failed\n`,
      );
      const retried = (await run('resume', '--store', 'faulty', '--retry-failed')).stdout;
      expect(retried).toMatch(/4 runs: 4 trained, in /);
    },
    LONG,
  );

  it.each<[string[], string]>([
    [['none.json'], 'none.json: expected an experiment file, got no such file or directory (ENOENT)'],
    [['wrong.json'], 'wrong.json: training.optimizer.stepSize: expected a number from 0 to '],
    [
      ['grid.json', '--store', 'mysql://me:secret@db/x'],
      '--store: expected a folder or postgres://user@host/database, got an address that begins with mysql://',
    ],
    [
      ['grid.json', '--store', 'postgres://me:secret@127.0.0.1:1/x'],
      'postgres://127.0.0.1:1/x: expected a store that works, got: connect ECONNREFUSED 127.0.0.1:1',
    ],
    [['grid.json', '--store', '.'], '.: expected an empty folder or a store, got a folder of other files'],
    [['results', '--store', 'nowhere'], '--store: expected a store, got "nowhere", which does not exist'],
    [['results', '--out', 'x.xlsx'], '--out: expected a file that ends in .csv or .parquet, got "x.xlsx"'],
    [['results', 'x', '--store', 'store'], 'sweep: expected one of '],
    [['map', '--out', 'x.pdf'], '--out: expected a file that ends in .svg or .png, got "x.pdf"'],
    [['map', 'grid', '--store', 'store', '--x', 'foo'], '--x: expected one of a,"b", step, seed, got "foo"'],
    [
      ['map', 'grid', '--store', 'store', '--at', 'step=3'],
      '--at: expected step to be median or one of 0.1, 1e+100, got "3"',
    ],
    [['grid.json', '--checkpoint', 'x'], '--checkpoint: expected seconds from 0 to 86400, got "x"'],
    [['grid.json', '--threads', '0'], '--threads: expected a whole number from 1 to 1024, got "0"'],
  ])('refuses %j in one line', async (args, message) => {
    write('wrong.json', {
      ...document,
      sweep: { axes: [document.sweep.axes[0], { path: 'training.optimizer.stepSize', list: [1, -1] }] },
    });
    const { stdout, stderr, code } = await run(...args);
    expect([stdout, code]).toEqual(['', 2]);
    // Where it stands in the file is tested elsewhere.
    expect(stderr.replace(/\.json:\d+:\d+:/, '.json:')).toContain(`gradscope: ${message}`);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stderr).not.toContain('secret');
  });
});

it('gradscope worker wants a server', async () => {
  const { stderr, code } = await gradscopeHere(['worker', '--store', 'folder'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toBe(
    'gradscope: --store: expected postgres://…, since a folder is for one process alone, got "folder"\n',
  );
});
