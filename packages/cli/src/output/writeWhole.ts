import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../cliError.ts';
import { systemErrorText } from '../systemError.ts';
import { shownPath } from './shownPath.ts';

/**
 * Writes a file completely or, if anything fails, leaves it as it was.
 *
 * It is written under another name in the same folder, flushed to the disk and renamed. This happens without
 * a turn of the event loop, so that no signal handled in this process comes in between.
 *
 * @param content the file, or its pieces in order
 * @throws CliError that names the file and the system's reason
 */
export function writeWhole(path: string, content: string | Uint8Array | readonly Uint8Array[]): void {
  const file = new UnfinishedFile(path);
  try {
    for (const piece of Array.isArray(content) ? content : [content]) file.append(piece);
    file.finish();
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/**
 * Like {@link writeWhole}, for pieces that arrive one after the other.
 *
 * @throws CliError as there, and whatever `pieces` throws
 */
export async function writePieces(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const file = new UnfinishedFile(path);
  try {
    for await (const piece of pieces) file.append(piece);
    file.finish();
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/**
 * A file under another name beside its target, until it is finished. Its methods throw a CliError if the
 * system refuses.
 */
class UnfinishedFile {
  private readonly path: string;
  private readonly temporary: string;
  private descriptor: number | undefined;

  constructor(path: string) {
    this.path = path;
    this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.descriptor = this.attempt(() => openSync(this.temporary, 'w'));
  }

  append(content: string | Uint8Array): void {
    this.attempt(() => writeFileSync(this.descriptor!, content));
  }

  /** Moves it to its target, over any previous file. */
  finish(): void {
    this.attempt(() => {
      fsyncSync(this.descriptor!);
      this.close();
      renameSync(this.temporary, this.path);
    });
  }

  /** Leaves the target as it was. */
  abandon(): void {
    this.close();
    rmSync(this.temporary, { force: true });
  }

  private close(): void {
    const { descriptor } = this;
    this.descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  private attempt<Result>(action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      throw new CliError(
        `${shownPath(this.path)}: expected a file that can be written, got ${systemErrorText(error)}`,
      );
    }
  }
}
