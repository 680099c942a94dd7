import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, packData, unpackData } from '@gradscope/formats';
import type { Checkpoint, Experiment } from 'gradscope';
import { CliError } from '../cliError.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { systemErrorText } from '../systemError.ts';

/** What a run's bits depend on. */
export interface RunIdentity {
  /** The version of gradscope. */
  readonly gradscope: string;
  readonly experiment: Experiment;
  /** The SHA-256 of the data's table; null if its data is none. */
  readonly table: string | null;
}

/** A network on its way, as its checkpoint file holds it. */
export interface SavedTraining extends RunIdentity {
  readonly checkpoint: Checkpoint;
  /** Wall time of the training so far. */
  readonly seconds: number;
}

/** The file of a network's checkpoint in an output folder. */
export const checkpointPath = (folder: string, network: string): string =>
  join(folder, `${network}.checkpoint`);

/** Writes it whole or not at all. Throws CliError that says what the system refused. */
export function writeCheckpoint(path: string, saved: SavedTraining): void {
  writeWhole(path, packData(saved));
}

/**
 * What is in a checkpoint file; undefined if there is none.
 *
 * @throws CliError for a file that cannot be read, or is damaged
 */
export function readCheckpoint(path: string): SavedTraining | undefined {
  try {
    return unpackData(readFileSync(path), shownPath(path)) as SavedTraining;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const got = error instanceof FormatError ? error.message : systemErrorText(error);
    throw new CliError(
      `--resume: expected a whole checkpoint, got ${got}; without ${shownPath(path)} its network trains from the start`,
    );
  }
}
