import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { OPENING, type Request, type Response, type ThreadError } from './pgliteMessages.ts';

// The thread that runs PGlite; `workerData` is its folder. See ThreadedPglite.

const port = parentPort!;
const answer = (response: Response) => port.postMessage(response);
const sameText = (value: string): string => value;

try {
  const pglite = await PGlite.create(workerData as string);
  port.on('message', (request: Request) => void serve(pglite, request));
  answer({ id: OPENING, result: null });
} catch (error) {
  answer({ id: OPENING, error: threadError(error) });
}

async function serve(pglite: PGlite, request: Request): Promise<void> {
  const { id } = request;
  try {
    answer({ id, result: await call(pglite, request) });
  } catch (error) {
    answer({ id, error: threadError(error) });
  }
}

function call(pglite: PGlite, request: Request): Promise<unknown> {
  switch (request.kind) {
    case 'query': {
      const { text, params, rowMode, asText } = request;
      const parsers = Object.fromEntries(asText.map(type => [type, sameText]));
      return pglite.query(text, [...params], { rowMode, parsers });
    }
    case 'exec':
      return pglite.exec(request.text);
    case 'close':
      return pglite.close();
  }
}

/** Severities of PostgreSQL's messages after which it has ended. */
const ENDED = ['FATAL', 'PANIC'];
/** PostgreSQL's code of a full disk. It goes on, but the statements after it would meet the same, or its end. */
const DISK_FULL = '53100';

/**
 * Describes an error of PGlite: PostgreSQL's errors, WebAssembly's, and emscripten's, which are not Errors
 * and may have no message.
 */
function threadError(error: unknown): ThreadError {
  const { message, code, severity, name, errno } = (error ?? {}) as Record<string, unknown>;
  const isFatal =
    ENDED.includes(String(severity)) ||
    code === DISK_FULL ||
    error instanceof WebAssembly.RuntimeError ||
    !(error instanceof Error);
  return {
    message: String(message || [name ?? error, errno ?? ''].join(' ').trim()),
    ...(typeof code === 'string' && { code }),
    isFatal,
  };
}
