import { bytesText, type Run, type Table } from 'gradscope';
import type { DrawnPoint } from '../rows/drawnPoints.ts';
import type { Timeline } from '../session/protocol.ts';

/** One line in the list of saved runs. */
export interface SavedEntry {
  readonly id: number;
  readonly name: string;
  /** Time in ms since 1970. */
  readonly savedAt: number;
  readonly step: number;
  readonly networks: readonly string[];
}

/** Saved runs as plain data. */
export interface SavedRuns extends Omit<SavedEntry, 'id'> {
  readonly timeline: Timeline;
  /** The runs with their histories, and with their parameters at `step`. */
  readonly runs: readonly Run[];
  readonly table: Table | undefined;
  readonly points: readonly DrawnPoint[];
}

const DATABASE = 'gradscope';
/** The list is apart from the contents: histories are large, and names change. */
const [ENTRIES, CONTENTS] = ['entries', 'contents'];

type Content = Pick<SavedRuns, 'timeline' | 'runs' | 'table' | 'points'>;

/** The saved runs, newest first. */
export async function listSaved(): Promise<SavedEntry[]> {
  const entries = await inStores('readonly', ({ entries }) => entries.getAll() as IDBRequest<SavedEntry[]>);
  return entries.sort((a, b) => b.savedAt - a.savedAt);
}

/** @throws RangeError if the browser has no room or allows no storage */
export async function save({ timeline, runs, table, points, ...entry }: SavedRuns): Promise<void> {
  const content: Content = { timeline, runs, table, points };
  await inStores('readwrite', ({ entries, contents }) => {
    const adding = contents.add(content);
    adding.onsuccess = () => entries.add({ ...entry, id: adding.result });
    return adding;
  });
}

export async function load({ id }: SavedEntry): Promise<Content> {
  const content = await inStores(
    'readonly',
    ({ contents }) => contents.get(id) as IDBRequest<Content | undefined>,
  );
  if (content) return content;
  throw new RangeError('saved runs: expected them to be there, got none: another tab has deleted them');
}

export async function rename(entry: SavedEntry, name: string): Promise<void> {
  await inStores('readwrite', ({ entries }) => entries.put({ ...entry, name }));
}

export async function remove({ id }: SavedEntry): Promise<void> {
  await inStores('readwrite', ({ entries, contents }) => {
    contents.delete(id);
    return entries.delete(id);
  });
}

interface Stores {
  readonly entries: IDBObjectStore;
  readonly contents: IDBObjectStore;
}

/** Resolves with the request's result once all of it is on the disk. */
async function inStores<Found>(
  mode: IDBTransactionMode,
  use: (stores: Stores) => IDBRequest<Found>,
): Promise<Found> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction([ENTRIES, CONTENTS], mode);
      const fail = () => reject(transaction.error);
      transaction.onerror = fail;
      transaction.onabort = fail;
      const request = use({
        entries: transaction.objectStore(ENTRIES),
        contents: transaction.objectStore(CONTENTS),
      });
      transaction.oncomplete = () => resolve(request.result);
    });
  } catch (error) {
    throw new RangeError(await complaintOf(error as DOMException | null));
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const refuse = (error: DOMException | null) =>
      reject(
        new RangeError(
          `saved runs: the browser lets this page save nothing (${error?.message ?? 'no reason given'})`,
        ),
      );
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(ENTRIES, { keyPath: 'id' });
        request.result.createObjectStore(CONTENTS, { autoIncrement: true });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => refuse(request.error);
    } catch (error) {
      refuse(error as DOMException);
    }
  });
}

async function complaintOf(error: DOMException | null): Promise<string> {
  if (error?.name !== 'QuotaExceededError') return `saved runs: ${error?.message ?? 'the browser gave up'}`;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return `saved runs: expected room, but ${bytesText(usage)} of ${bytesText(quota)} are used; delete some, or export them`;
}
