import { canLookAgain, lookAgain, pathOf } from '../files/chosenFiles.ts';
import type { ImportQuestion } from './importMessages.ts';
import { FileHasChanged, type LogReader, type ReadLogs } from './logReader.ts';

/** Pause between two reads of the files, in ms; longer if checking or reading them takes long. */
const PAUSE = 1500;
const PAUSE_FOR_EACH_MS = 10;

/** How files are read. */
export type LogReading = Pick<ImportQuestion, 'rules' | 'layers'>;

/** Receives the results of each read. */
export interface LogListener {
  readonly onRead: (logs: ReadLogs) => void;
  /** @param message the present fault of the files */
  readonly onTrouble: (message: string) => void;
}

/**
 * Reads logs, and again whenever they have grown, until stopped; only once if the browser does not let the
 * page read files again.
 *
 * @returns a function that stops it
 */
export function followLogs(
  reader: LogReader,
  files: readonly File[],
  reading: LogReading,
  listener: LogListener,
): () => void {
  const life = new AbortController();
  void keepReading(reader, files, reading, { listener, signal: life.signal });
  return () => life.abort();
}

interface Life {
  readonly listener: LogListener;
  readonly signal: AbortSignal;
}

async function keepReading(
  reader: LogReader,
  chosen: readonly File[],
  reading: LogReading,
  { listener, signal }: Life,
): Promise<void> {
  let files: readonly File[] | undefined = chosen;
  for (let goesOn = false; files; goesOn = true) {
    const begun = performance.now();
    const isFollowed = canLookAgain(files);
    try {
      const logs = await reader.ask({ ...reading, goesOn, files: byName(files) });
      if (!signal.aborted) listener.onRead(logs);
    } catch (error) {
      // For a file that is constantly written to, the next read may succeed.
      const isPassing = isFollowed && error instanceof FileHasChanged;
      if (!signal.aborted && !isPassing) listener.onTrouble((error as Error).message);
    }
    files = isFollowed ? await nextChange(files, performance.now() - begun, { listener, signal }) : undefined;
  }
}

/**
 * Waits until the files have changed; undefined if they can no longer be read, or the listener has stopped.
 */
async function nextChange(
  files: readonly File[],
  took: number,
  { listener, signal }: Life,
): Promise<readonly File[] | undefined> {
  let pause = Math.max(PAUSE, took * PAUSE_FOR_EACH_MS);
  while (!signal.aborted) {
    await new Promise(resolve => setTimeout(resolve, pause));
    if (signal.aborted) break;
    const begun = performance.now();
    try {
      const changed = await lookAgain(files);
      if (changed) return changed;
    } catch (error) {
      listener.onTrouble(`The files are not read any more: ${(error as Error).message}`);
      return undefined;
    }
    pause = Math.max(PAUSE, (performance.now() - begun) * PAUSE_FOR_EACH_MS);
  }
  return undefined;
}

/** Step 9 before step 10. */
function byName(files: readonly File[]): { path: string; file: File }[] {
  return files
    .map(file => ({ path: pathOf(file), file }))
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}
