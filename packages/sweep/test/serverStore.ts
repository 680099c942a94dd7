import { type Database, openDatabase, statusOf, storeLocation, submit, work } from '@gradscope/sweep';
import { expandSweep } from 'gradscope';
import { expect } from 'vitest';
import { PostgresServer } from './postgresServer.ts';
import { rowsOf, trainedHere } from './sweepRun.ts';

/** A store on a PostgreSQL server of a test's own. */
export class ServerStore {
  readonly server: PostgresServer;
  readonly database: Database;

  private constructor(server: PostgresServer, database: Database) {
    this.server = server;
    this.database = database;
  }

  static async start(): Promise<ServerStore> {
    const server = await PostgresServer.start();
    return new ServerStore(server, await openDatabase(storeLocation(server.url)));
  }

  get url(): string {
    return this.server.url;
  }

  async stop(): Promise<void> {
    await this.database.close();
    await this.server.stop();
  }

  /** Stores a sweep, to be worked on. */
  submit(document: object, runsPerJob: number): Promise<string> {
    return submit(this.database, { name: 'sweep', document, table: undefined, runsPerJob });
  }

  /** Gives back the jobs of workers that died, as the server does once they have been silent for 10 s. */
  async giveBack(): Promise<void> {
    await this.server.passHeartbeat();
    await this.database.boss.supervise();
  }

  /** Works in this process until a sweep is done whose workers have died. */
  async finish(sweepId: string): Promise<void> {
    await this.giveBack();
    await work(this.database, { threads: 1, signal: new AbortController().signal, sweepId });
  }

  /** Expects each run once, with the bits it has if trained alone. */
  async expectWhole(sweepId: string, document: object): Promise<void> {
    const { total } = expandSweep(document);
    const [status] = await statusOf(this.database, sweepId);
    expect(status).toMatchObject({ state: 'done', done: total });
    const rows = await rowsOf(this.database, sweepId);
    expect(rows.map(({ index }) => index)).toEqual([...Array(total).keys()]);
    expect(rows.map(({ loss, steps }) => [loss, steps])).toEqual(
      trainedHere(document).map(({ loss, steps }) => [loss, steps]),
    );
    // No run is on the queue any more, and none was recorded under two names.
    const [left] = await this.server.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM gradscope_jobs.job WHERE state < 'completed' AND data ->> 'sweepId' = '${sweepId}'`,
    );
    expect(left.count).toBe(0);
  }
}
