import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, storeLocation, submit } from '@gradscope/sweep';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, PostgresServer } from '../../sweep/test/postgresServer.ts';
import { gradscope } from './runProgram.ts';

/** Milliseconds, on a machine that has other things to do. */
const LONG = 120_000;

/** Runs that a worker never comes to the end of. */
const endless = {
  data: { kind: 'xor', samples: 8 },
  networks: [{ name: 'net', hidden: [4], activation: 'tanh', init: { kind: 'normal', std: 1 } }],
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1_000_000_000 },
  record: { every: 1_000_000 },
  sweep: { axes: [{ path: 'seed', list: [0, 1, 2] }] },
};

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
  const database = await openDatabase(storeLocation(server.url));
  await submit(database, { name: 'endless', document: endless, table: undefined, runsPerJob: 1 });
  await database.close();
}, LONG);
afterAll(() => server?.stop(), LONG);

const jobs = (state: string) =>
  server.query<{ from: string }>(
    `SELECT data ->> 'from' AS from FROM gradscope_jobs.job WHERE state = '${state}' ORDER BY 1`,
  );

it(
  'a worker that SIGTERM stops gives its jobs back before it ends, and its exit code is no failure',
  async () => {
    // The password is where the examples of docs/cluster.md have it.
    const env = { GRADSCOPE_STORE: server.url.replace(/:[^:@]+@/, '@'), PGPASSWORD: PASSWORD };
    const ended = await gradscope(['worker', '--threads', '2'], {
      env,
      during: async child => {
        while ((await jobs('active')).length < 2 && child.exitCode === null) await sleep(50);
        child.kill('SIGTERM');
      },
    });
    expect(ended).toEqual({
      stdout: expect.stringMatching(
        /^Working for postgres:.* in 2 threads\. Ctrl-C stops\.\nStopped after 0 runs in .*; unfinished runs are queued again\.\n$/,
      ),
      stderr: '',
      code: 0,
    });
    expect(await jobs('active')).toEqual([]);
    expect((await jobs('created')).map(({ from }) => from)).toEqual(['0', '1', '2']);
  },
  LONG,
);
