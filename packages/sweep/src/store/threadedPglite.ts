import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { type Call, OPENING, type Response, type ThreadError } from './pgliteMessages.ts';

const MODULE = fileURLToPath(new URL('./pgliteThread.js', import.meta.url));

type Query = PGlite['query'];

/** The calls that drizzle and pg-boss make. */
export interface Statements {
  query: Query;
  exec: PGlite['exec'];
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** PostgreSQL has refused a statement, with its code. */
class StatementError extends Error {
  readonly code: string | undefined;

  constructor({ message, code }: ThreadError) {
    super(message);
    this.code = code;
  }
}

/**
 * PGlite in its own thread, with the calls that drizzle and pg-boss make. After a panic, as on a full disk,
 * PGlite does not return from its next call: the thread can then be abandoned, while this one continues.
 */
export class ThreadedPglite implements Statements {
  private readonly thread: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly onFatal: (message: string) => Promise<Error>;
  /** Answered once PostgreSQL runs. */
  private readonly opening: Promise<unknown>;
  private calls = OPENING;
  /** The end of the last statement or transaction: there is one connection, so one waits for the other. */
  private turn: Promise<unknown> = Promise.resolve();
  private failure: Error | undefined;

  /**
   * @param folder of PGlite's files; created if there is none
   * @param onFatal makes the error of all calls after PostgreSQL has ended or met a full disk, from its last
   * message
   */
  constructor(folder: string, onFatal: (message: string) => Promise<Error>) {
    this.onFatal = onFatal;
    this.opening = this.answerTo(OPENING);
    this.opening.catch(() => {});
    // Without this process's options: a thread ends at once under `--input-type`, as in `node
    // --input-type=module --eval …`.
    this.thread = new Worker(MODULE, { workerData: folder, execArgv: [] });
    this.thread.on('message', (response: Response) => this.hear(response));
    this.thread.on('error', error => void this.end(error.message));
    this.thread.on('exit', () => void this.end('its thread ended'));
  }

  /** Waits until PostgreSQL runs. */
  async ready(): Promise<void> {
    await this.opening;
  }

  readonly query: Query = (text, params, options) =>
    this.inTurn(() => this.statements.query(text, params, options));

  readonly exec: PGlite['exec'] = text => this.inTurn(() => this.statements.exec(text));

  /** Runs all statements of `work`, or none: they are undone if it throws. */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      await this.statements.exec('BEGIN');
      let result: T;
      try {
        result = await work(this.statements);
      } catch (error) {
        await this.statements.exec('ROLLBACK').catch(() => {});
        throw error;
      }
      await this.statements.exec('COMMIT');
      return result;
    });
  }

  /** Ends all calls with an error, those that wait and those to come, and the thread with them. */
  giveUp(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
    void this.thread.terminate();
  }

  /** Waits for the present work, writes pending data, and ends the thread. */
  async close(): Promise<void> {
    try {
      await this.inTurn(() => this.ask({ kind: 'close' }));
    } finally {
      this.giveUp(new Error('store: expected an open one, got one that is closed'));
      await this.thread.terminate();
    }
  }

  private readonly statements: Statements = {
    query: (text, params = [], options = {}) =>
      this.ask({
        kind: 'query',
        text,
        params,
        rowMode: options.rowMode ?? 'object',
        // Parsers cannot be sent to another thread. All of drizzle's return the text unchanged.
        asText: Object.keys(options.parsers ?? {}).map(Number),
      }),
    exec: text => this.ask({ kind: 'exec', text }),
  };

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => {});
    return result;
  }

  private async ask<T>(call: Call): Promise<T> {
    if (this.failure) throw this.failure;
    const id = ++this.calls;
    const answer = this.answerTo(id);
    this.thread.postMessage({ id, ...call });
    return answer as Promise<T>;
  }

  private answerTo(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  private hear(response: Response): void {
    const waiting = this.waiting.get(response.id);
    if (!waiting) return;
    this.waiting.delete(response.id);
    if ('result' in response) waiting.resolve(response.result);
    else if (response.error.isFatal) void this.end(response.error.message).then(waiting.reject);
    else waiting.reject(new StatementError(response.error));
  }

  /** Gives up after PostgreSQL has ended or met a full disk; returns why. */
  private async end(message: string): Promise<Error> {
    if (!this.failure) this.giveUp(await this.onFatal(message));
    return this.failure!;
  }
}
