import { nameAgain, pathOf } from '../files/chosenFiles.ts';
import { DROPPED_MARK as MARK } from './handedOver.ts';

const [DATABASE, STORE] = ['gradscope-dropped', 'files'] as const;

interface HandedOver {
  readonly file: File;
  readonly path: string;
}

/** Opens the lab with files that were dropped on another page. */
export async function handOver(files: readonly File[]): Promise<void> {
  let mark = 'kept';
  try {
    const kept: HandedOver[] = files.map(file => ({ file, path: pathOf(file) }));
    await inStore(store => store.put(kept, MARK));
  } catch (error) {
    mark = (error as Error).message;
  }
  try {
    sessionStorage.setItem(MARK, mark);
  } catch {
    // If the browser keeps nothing, the lab opens without the files.
  }
  location.href = './lab.html';
}

/**
 * The files dropped on the page before this one.
 *
 * @throws DOMException or RangeError if they were lost
 */
export async function takeHandedOver(): Promise<readonly File[]> {
  const mark = sessionStorage.getItem(MARK);
  sessionStorage.removeItem(MARK);
  if (mark !== 'kept') throw new RangeError(mark ?? 'expected some, got none');
  const found = await inStore<HandedOver[] | undefined>(store => store.get(MARK));
  await inStore(store => store.delete(MARK));
  return (found ?? []).map(({ file, path }) => nameAgain(file, path));
}

async function inStore<Found>(use: (store: IDBObjectStore) => IDBRequest<Found>): Promise<Found> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite');
      const request = use(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
