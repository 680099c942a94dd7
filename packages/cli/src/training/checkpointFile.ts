import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, packData, unpackData } from '@gradscope/formats';
import type { Checkpoint, Experiment } from 'gradscope';
import { CliError } from '../cliError.ts';
import { shownPath } from '../output/shownPath.ts';
import { writeWhole } from '../output/writeWhole.ts';
import { systemErrorText } from '../systemError.ts';

/** Everything that determines a run's bits. */
export interface RunIdentity {
  /** The version of gradscope. */
  readonly gradscope: string;
  readonly experiment: Experiment;
  /** The SHA-256 of the data's table; null if its data is not a table. */
  readonly table: string | null;
}

/** The training state of a network, as in its checkpoint file. */
export interface SavedTraining extends RunIdentity {
  readonly checkpoint: Checkpoint;
  /** Wall time of the training so far. */
  readonly seconds: number;
}

/** The file of a network's checkpoint in an output folder. */
export const checkpointPath = (folder: string, network: string): string =>
  join(folder, `${network}.checkpoint`);

/** Writes it whole or not at all. Throws CliError with the system's reason. */
export function writeCheckpoint(path: string, saved: SavedTraining): void {
  writeWhole(path, packData(saved));
}

/**
 * The contents of a checkpoint file; undefined if there is none.
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
