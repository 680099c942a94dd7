import type { OpenTables, SweepStatus } from '@gradscope/sweep';
import type { HttpBindings } from '@hono/node-server';
import { ExperimentError, expandSweep, type SweepAxis } from 'gradscope';
import { type Context, Hono } from 'hono';
import { version } from '../version.ts';
import { compressed, type Encoding, encodingFor, isCompressible } from './encoding.ts';
import { RequestQueue, TooBusy } from './requestQueue.ts';
import { resultColumns } from './resultColumns.ts';

/** The most runs to serve: a page cannot hold more. */
const MOST_RUNS = 1_000_000;

/** Headers for a user's file: it must never be shown as a page, whatever it contains. */
const FILE_HEADERS = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };

type Env = { Bindings: HttpBindings };

/**
 * The part of a store that the lab reads, below `/store`: `sweeps.json` lists its sweeps, `sweeps/ID.json`
 * has the finished runs of one, `sweeps/ID/table` the file of its data. The tag of the runs changes only if
 * they do, so that a page may ask again and again.
 */
export function storeRoutes(database: OpenTables): Hono<Env> {
  const routes = new Hono<Env>();
  const axesOf = rememberAxes(database);
  const queue = new RequestQueue();
  const inTurn = <T>(context: Context<Env>, key: string, work: (signal: AbortSignal) => Promise<T>) =>
    queue.do(context.env.incoming.socket, key, work);
  routes.use(async (context, next) => {
    await next();
    context.header('cache-control', 'no-cache');
  });
  routes.get('/sweeps.json', async context => {
    const encoding = encodingFor(context.req.header('accept-encoding'));
    const sweeps = await inTurn(context, `sweeps ${encoding}`, async () => {
      const { statusOf } = await import('@gradscope/sweep');
      const all = await statusOf(database);
      const listed = await Promise.all(
        all.map(async status => ({ ...summaryOf(status), axes: await axesOf(status.sweepId) })),
      );
      return jsonBody({ sweeps: listed }, encoding);
    });
    return context.body(sweeps.body, 200, sweeps.headers);
  });
  routes.get('/sweeps/:file{[0-9a-f]+\\.json}', async context => {
    const { statusOf, documentOf, resultsOf, tableSizeOf } = await import('@gradscope/sweep');
    const id = context.req.param('file').slice(0, -'.json'.length);
    const [status] = await inTurn(context, `status ${id}`, () => statusOf(database, id));
    if (!status) return context.text(noSweep(id), 404);
    const { name, total, done, runs } = status;
    if (done > MOST_RUNS) return context.text(tooMany(done), 413);
    const encoding = encodingFor(context.req.header('accept-encoding'));
    // Failed runs may be repeated: then their number is the same, but the runs differ.
    const counts = Object.values(runs).join('-');
    const etag = `"${[version, id, counts, ...(encoding ? [encoding] : [])].join('-')}"`;
    if (hasAlready(context, etag)) return context.body(null, 304, { etag, vary: 'Accept-Encoding' });
    const { body, headers } = await inTurn(context, `runs ${etag}`, async signal => {
      const [axes, document] = [await axesOf(id), await documentOf(database, id)];
      const tableBytes = (await tableSizeOf(database, id)) ?? null;
      const columns = await resultColumns(resultsOf(database, id), signal);
      return jsonBody({ id, name, total, axes, document, tableBytes, columns }, encoding);
    });
    return context.body(body, 200, { ...headers, etag });
  });
  routes.get('/sweeps/:id{[0-9a-f]+}/table', async context => {
    const { tableOf } = await import('@gradscope/sweep');
    const id = context.req.param('id');
    // The id is also a hash of the table.
    const etag = `"${id}"`;
    if (hasAlready(context, etag)) return context.body(null, 304, { etag });
    const table = await inTurn(context, `table ${id}`, () => tableOf(database, id));
    if (!table) return context.text(noTable(id), 404);
    return context.body(table.file as Uint8Array<ArrayBuffer>, 200, { etag, ...FILE_HEADERS });
  });
  routes.onError(async (error, context) => {
    if (error instanceof TooBusy)
      return context.text(`store: ${error.message}, got more; try again soon\n`, 503, { 'retry-after': '1' });
    const { storeError } = await import('@gradscope/sweep');
    return context.text(`${storeError(error, database.location).message}\n`, 503);
  });
  return routes;
}

/** A JSON body, compressed if the client accepts that and it helps. */
async function jsonBody(value: unknown, encoding: Encoding | undefined) {
  const plain = Buffer.from(JSON.stringify(value));
  const headers = { 'content-type': 'application/json', vary: 'Accept-Encoding' };
  if (!encoding || !isCompressible(headers['content-type'], plain.length)) return { body: plain, headers };
  return { body: await compressed(plain, encoding), headers: { ...headers, 'content-encoding': encoding } };
}

function summaryOf({ sweepId, name, total, done, runs, submittedAt }: SweepStatus) {
  const failed = runs.timeout + runs.failed;
  return { id: sweepId, name, total, done, failed, submittedAt: submittedAt.toISOString() };
}

/**
 * A stored document never changes, so its axes are parsed once; empty for one that this version cannot read.
 */
function rememberAxes(database: OpenTables): (id: string) => Promise<readonly SweepAxis[]> {
  const known = new Map<string, readonly SweepAxis[]>();
  return async id => {
    const found = known.get(id);
    if (found) return found;
    const { documentOf } = await import('@gradscope/sweep');
    const axes = readAxes(await documentOf(database, id));
    known.set(id, axes);
    return axes;
  };
}

function readAxes(document: unknown): readonly SweepAxis[] {
  try {
    return expandSweep(document).axes;
  } catch (error) {
    if (error instanceof ExperimentError) return [];
    throw error;
  }
}

function hasAlready(context: Context, etag: string): boolean {
  return context.req.header('if-none-match')?.replaceAll('W/', '').split(/,\s*/).includes(etag) ?? false;
}

const noSweep = (id: string): string => `sweep: expected one of the store, got "${id}"\n`;

const noTable = (id: string): string =>
  `sweep: expected one of the store whose data is a table, got "${id}"\n`;

const tooMany = (done: number): string =>
  `sweep: expected at most ${MOST_RUNS} finished runs to be shown, got ${done}; gradscope sweep map draws them, and SQL reads them\n`;
