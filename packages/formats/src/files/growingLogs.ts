import type { ByteSource } from '../byteSource.ts';
import { FormatError } from '../formatError.ts';
import { EventLog } from '../imported/eventLog.ts';
import { folderLog } from '../imported/folderLog.ts';
import type { ImportOptions } from '../imported/logBuilder.ts';
import { runLogs } from '../imported/runLogs.ts';
import { type ImportedLogs, importLogs } from './importLogs.ts';
import { fileFormats, logFormatOf } from './index.ts';

/** A file that a program may still be writing. */
export interface GrowingFile {
  readonly path: string;
  /** Bytes that it has now. */
  readonly size: number;
  /** Its bytes from `from` to the end. */
  readonly read: (from: number) => ByteSource | Promise<ByteSource>;
}

/**
 * Reads logs again and again while they grow, as {@link importLogs} does. If all of them are event files,
 * only the additions are read; otherwise, and if a file was removed or became smaller, everything is read
 * from the beginning.
 */
export class GrowingLogs {
  private readonly options: ImportOptions;
  private events = new Map<string, EventLog>();
  private runs: ReturnType<typeof runLogs>;

  constructor(options: ImportOptions = {}) {
    this.options = options;
    this.runs = runLogs(options);
  }

  /** @throws FormatError if there is one file, and it cannot be read */
  async read(files: readonly GrowingFile[]): Promise<ImportedLogs> {
    const formats = files.map(({ path }) => logFormatOf(path));
    if (formats.some(format => format !== undefined && format !== fileFormats.events)) {
      return importLogs(
        files.map(({ path, read }) => ({ path, read: () => read(0) })),
        this.options,
      );
    }
    if (!this.isLonger(files)) this.forget();
    const problems: string[] = [];
    for (const file of files.filter((_, i) => formats[i])) {
      try {
        problems.push(...(await this.goOn(file)));
      } catch (error) {
        if (!(error instanceof FormatError) || files.length === 1) throw error;
        problems.push(error.message);
      }
    }
    const others = files.filter((_, i) => !formats[i]).map(({ path }) => path);
    return { logs: this.runs.finish(problems), others, problems };
  }

  private async goOn({ path, size, read }: GrowingFile): Promise<string[]> {
    const log = this.events.get(path) ?? new EventLog(path, folderLog(path, 'events', this.runs.logOf));
    this.events.set(path, log);
    if (size > log.bytes) await log.read(await read(log.bytes));
    return log.problems();
  }

  /** Whether the files are the previous ones, or include them, with none of them shorter. */
  private isLonger(files: readonly GrowingFile[]): boolean {
    const sizes = new Map(files.map(({ path, size }) => [path, size]));
    return [...this.events].every(([path, { bytes }]) => (sizes.get(path) ?? -1) >= bytes);
  }

  private forget(): void {
    this.events = new Map();
    this.runs = runLogs(this.options);
  }
}
