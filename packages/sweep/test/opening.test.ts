import { setTimeout as sleep } from 'node:timers/promises';
import {
  openDatabase,
  openDatabasePatiently,
  openTables,
  resultsOf,
  statusOf,
  storeLocation,
} from '@gradscope/sweep';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresServer } from './postgresServer.ts';
import { runSweep, smallSweep } from './sweepRun.ts';
import { WorkerProcess } from './workerProcess.ts';

/** Milliseconds that a server may take to start, on a machine that has other things to do. */
const LONG = 120_000;

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
  const database = await openDatabase(storeLocation(server.url));
  await runSweep(database, smallSweep(20));
  await database.close();
  await server.query(`
    CREATE ROLE reader LOGIN PASSWORD 'x';
    GRANT USAGE ON SCHEMA gradscope TO reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA gradscope TO reader;
    CREATE ROLE queueless LOGIN PASSWORD 'x';
    GRANT CREATE ON DATABASE postgres TO queueless;
    GRANT ALL ON SCHEMA gradscope TO queueless;
    GRANT ALL ON ALL TABLES IN SCHEMA gradscope TO queueless;
    GRANT ALL ON ALL SEQUENCES IN SCHEMA gradscope TO queueless;
    CREATE ROLE hasty LOGIN SUPERUSER PASSWORD 'x';
    ALTER ROLE hasty SET statement_timeout = '1ms';
    CREATE ROLE stranger LOGIN PASSWORD 'x'`);
}, LONG);
afterAll(() => server?.stop(), LONG);

const as = (role: string) => server.url.replace(/\/\/.*@/, `//${role}:x@`);

async function connectionsOf(role: string): Promise<number> {
  const [row] = await server.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE usename = '${role}'`,
  );
  return row.count;
}

describe('a store that cannot be opened to work', () => {
  it.each([
    ['hasty', /got: canceling statement due to statement timeout$/],
    [
      'queueless',
      /got: permission denied for schema gradscope_jobs; docs\/cluster\.md says which rights a user needs$/,
    ],
    ['reader', /got: permission denied for database postgres; docs\/cluster\.md says which rights/],
    ['stranger', /got: permission denied for schema gradscope; docs\/cluster\.md says which rights/],
  ])('by the role %s leaves no connection open, and says why in one line', async (role, message) => {
    await expect(openDatabase(storeLocation(as(role)))).rejects.toThrow(message);
    for (let tries = 0; tries < 100 && (await connectionsOf(role)) > 0; tries++) await sleep(20);
    expect(await connectionsOf(role)).toBe(0);
  });

  it(
    'ends its process',
    async () => {
      const worker = new WorkerProcess({ store: as('hasty'), threads: 1 });
      expect(await worker.end()).toBe(1);
      expect(worker.said).toContain('canceling statement due to statement timeout');
    },
    LONG,
  );
});

describe('a store that is only read', () => {
  it('needs no right to write', async () => {
    const tables = await openTables(storeLocation(as('reader')));
    const [status] = await statusOf(tables);
    expect(status).toMatchObject({ state: 'done', done: 20 });
    let rows = 0;
    for await (const page of resultsOf(tables, status.sweepId)) rows += page.length;
    expect(rows).toBe(20);
    await tables.close();
    expect(await connectionsOf('reader')).toBe(0);
  });

  it('by a user without rights leaves no connection open, and says why in one line', async () => {
    await expect(openTables(storeLocation(as('stranger')))).rejects.toThrow(
      /permission denied for schema gradscope/,
    );
    expect(await connectionsOf('stranger')).toBe(0);
  });
});

describe('a worker that opens its store', () => {
  it(
    'waits for a server that starts, and for one that ends its connections, and says so once',
    async () => {
      await server.pause();
      const waits: string[] = [];
      const opening = openDatabasePatiently(storeLocation(server.url), {
        signal: new AbortController().signal,
        onWait: reason => {
          waits.push(reason);
          void server.resume();
        },
      });
      const database = await opening;
      expect(waits).toEqual([
        expect.stringMatching(/expected a store that works, got: connect ECONNREFUSED/),
      ]);
      expect((await statusOf(database)).length).toBe(1);
      await database.close();
    },
    LONG,
  );

  it('waits no longer once it is to stop, and never for what does not pass', async () => {
    const stop = new AbortController();
    const nobody = storeLocation('postgres://me:secret@127.0.0.1:1/x');
    const opening = openDatabasePatiently(nobody, { signal: stop.signal, onWait: () => stop.abort() });
    await expect(opening).rejects.toThrow(
      /^postgres:\/\/127\.0\.0\.1:1\/x: expected a store that works, got: connect /,
    );
    const waits: string[] = [];
    const never = {
      signal: new AbortController().signal,
      onWait: (reason: string) => void waits.push(reason),
    };
    await expect(openDatabasePatiently(storeLocation(as('stranger')), never)).rejects.toThrow(
      /permission denied/,
    );
    expect(waits).toEqual([]);
  });

  it(
    'outlives connections that end while it opens',
    async () => {
      for (let times = 0; times < 3; times++) {
        let isOpen = false;
        const opening = openDatabasePatiently(storeLocation(server.url), {
          signal: new AbortController().signal,
          onWait: () => {},
        }).finally(() => {
          isOpen = true;
        });
        for (let ends = 0; ends < 5 && !isOpen; ends++) await server.endConnections();
        await (await opening).close();
      }
    },
    LONG,
  );
});
