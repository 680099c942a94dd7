import { canLookAgain, lookAgain, pathOf } from '../lab/tools/chosenFiles.ts';
import type { ImportQuestion } from './importMessages.ts';
import { FileHasChanged, type LogReader, type ReadLogs } from './logReader.ts';

/** How long files are left alone before they are looked at again, in ms; longer where that or reading them takes long. */
const PAUSE = 1500;
const PAUSE_FOR_EACH_MS = 10;

/** How files are read. */
export type LogReading = Pick<ImportQuestion, 'rules' | 'layers'>;

/** What is told of them, each time they were read. */
export interface LogListener {
  readonly onRead: (logs: ReadLogs) => void;
  /** @param message what is wrong with the files as they are now */
  readonly onTrouble: (message: string) => void;
}

/**
 * Reads logs, and again whenever they have grown, until it is stopped; only once where the browser does not let the page look at
 * files again.
 *
 * @returns stops it
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
      // Of a file that is written to all the time, the next look may come at a better moment.
      const isPassing = isFollowed && error instanceof FileHasChanged;
      if (!signal.aborted && !isPassing) listener.onTrouble((error as Error).message);
    }
    files = isFollowed ? await nextChange(files, performance.now() - begun, { listener, signal }) : undefined;
  }
}

/** Waits until the files have changed; undefined if they cannot be read any more, or nobody wants them. */
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
