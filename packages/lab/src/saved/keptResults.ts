/**
 * A cache of slow results in this browser, keyed by everything that determines them. Going back or reloading
 * the page shows them at once. The least recently used results are dropped first.
 */
interface Entry {
  readonly key: string;
  /** Time in ms since 1970. */
  readonly usedAt: number;
  readonly bytes: number;
}

const DATABASE = 'gradscope-results';
/** The index is apart from the values, so that making room reads only sizes. */
const [ENTRIES, VALUES] = ['entries', 'values'] as const;

/** The largest total size. A single larger result is not kept. */
export const MOST_BYTES = 64 * 2 ** 20;
export const MOST_RESULTS = 200;

/** A hash of the library's code at build time: results of other code may have other bits. */
declare const GRADSCOPE_BUILD: string;

/**
 * The key of a result.
 *
 * @param kind what was computed
 * @param causes everything that determines the result, apart from the code
 */
export function resultKey(kind: string, ...causes: readonly unknown[]): string {
  return JSON.stringify([kind, GRADSCOPE_BUILD, ...causes]);
}

/** The kept result, or undefined if there is none or the browser allows no storage. */
export async function findResult<Result>(key: string): Promise<Result | undefined> {
  return quietly(database => {
    const transaction = database.transaction([ENTRIES, VALUES], 'readwrite');
    const entries = transaction.objectStore(ENTRIES);
    const found: IDBRequest<Result | undefined> = transaction.objectStore(VALUES).get(key);
    const entry: IDBRequest<Entry | undefined> = entries.get(key);
    entry.onsuccess = () => {
      if (entry.result) entries.put({ ...entry.result, usedAt: Date.now() });
    };
    return ended(transaction).then(() => found.result);
  });
}

/**
 * Keeps a result and replaces the one under its key. Does nothing if the browser allows no storage: the
 * result is then computed again.
 *
 * @param bytes the approximate size
 */
export async function keepResult(key: string, value: unknown, bytes: number): Promise<void> {
  if (bytes > MOST_BYTES) return;
  await quietly(async database => {
    const transaction = database.transaction([ENTRIES, VALUES], 'readwrite');
    const [entries, values] = [transaction.objectStore(ENTRIES), transaction.objectStore(VALUES)];
    const byAge: IDBRequest<Entry[]> = entries.index('usedAt').getAll();
    byAge.onsuccess = () => {
      const others = byAge.result.filter(entry => entry.key !== key);
      for (const old of tooMany(others, bytes)) {
        entries.delete(old.key);
        values.delete(old.key);
      }
      entries.put({ key, usedAt: Date.now(), bytes } satisfies Entry);
      values.put(value, key);
    };
    await ended(transaction);
  });
}

/** The entries to drop, oldest first, to make room for one of `bytes`. */
export function tooMany(
  entries: readonly Pick<Entry, 'key' | 'bytes'>[],
  bytes: number,
): { readonly key: string }[] {
  let total = entries.reduce((sum, entry) => sum + entry.bytes, bytes);
  let count = entries.length + 1;
  const gone = [];
  for (const entry of entries) {
    if (total <= MOST_BYTES && count <= MOST_RESULTS) break;
    gone.push(entry);
    total -= entry.bytes;
    count--;
  }
  return gone;
}

async function quietly<Found>(use: (database: IDBDatabase) => Promise<Found>): Promise<Found | undefined> {
  try {
    const database = await open();
    try {
      return await use(database);
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: 'key' }).createIndex('usedAt', 'usedAt');
      request.result.createObjectStore(VALUES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
