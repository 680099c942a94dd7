import type { Table } from 'gradscope';

/** Keeps the rows of the user's own files in this browser, so that a reloaded page has them. */
interface Kept {
  readonly id: string;
  /** Time in ms since 1970. */
  readonly keptAt: number;
  readonly table: Table;
}

const [DATABASE, STORE] = ['gradscope-rows', 'rows'];

/** The number of files whose rows are kept; the latest stay. */
const MOST_KEPT = 8;

/** @throws DOMException if the browser has no room or allows no storage */
export async function keepRows(id: string, table: Table): Promise<void> {
  const database = await open();
  try {
    const kept = await inStore(database, 'readonly', store => store.index('keptAt').getAllKeys());
    const tooOld = kept.slice(0, Math.max(0, kept.length + 1 - MOST_KEPT));
    for (const old of tooOld) await inStore(database, 'readwrite', store => store.delete(old));
    const entry: Kept = { id, keptAt: Date.now(), table };
    await inStore(database, 'readwrite', store => store.put(entry));
  } finally {
    database.close();
  }
}

/** The rows kept under an id, or undefined. */
export async function findRows(id: string): Promise<Table | undefined> {
  try {
    const database = await open();
    try {
      const found: Kept | undefined = await inStore(database, 'readonly', store => store.get(id));
      return found?.table;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/** Resolves once all of it is on the disk. */
function inStore<Found>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<Found>,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    transaction.onabort = () => reject(transaction.error);
    const request = use(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('keptAt', 'keptAt');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
