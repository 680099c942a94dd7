import type { LogBuilder } from './logBuilder.ts';

/** A log to read, and the logs of runs that it belongs to. */
export interface LogTarget {
  /** Its path relative to the user's choice, with `/`. */
  readonly path: string;
  /** Of the run. */
  readonly name: string;
  /** Identifies the file. */
  readonly key: string;
  readonly logOf: (source: string, name: string) => LogBuilder;
}
