import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment, Table } from 'gradscope';
import { CliError } from '../cliError.ts';
import { shownPath } from '../output/shownPath.ts';
import { readRunFolder } from '../readRunFolder.ts';
import { version } from '../version.ts';
import { checkpointPath, type RunIdentity, readCheckpoint } from './checkpointFile.ts';

/** The saved state that `--resume` finds in an output folder. */
export interface ResumePoints {
  /** Whether the run is complete. */
  readonly isFinished: boolean;
  /** By network, in order: the step from which it continues; undefined for one that trains from the start. */
  readonly steps: readonly (number | undefined)[];
}

export function runIdentity(experiment: Experiment, table: Table | undefined): RunIdentity {
  return { gradscope: version, experiment: plain(experiment), table: table ? tableHash(table) : null };
}

/**
 * Finds the steps from which the networks of an experiment can continue. Only reads.
 *
 * @throws CliError for a checkpoint that is damaged, and if everything found belongs to another experiment
 */
export function resumePoints(folder: string, identity: RunIdentity): ResumePoints {
  const refusals: string[] = [];
  const steps = identity.experiment.networks.map(({ name }) => {
    const path = checkpointPath(folder, name);
    const saved = readCheckpoint(path);
    const difference = saved && differenceOf(saved, identity);
    if (difference !== undefined) refusals.push(`${shownPath(path)} of ${difference}`);
    return saved && difference === undefined ? saved.checkpoint.step : undefined;
  });
  if (steps.some(step => step !== undefined)) return { isFinished: false, steps };
  const [refusal] = refusals;
  if (refusal !== undefined)
    throw new CliError(`--resume: expected a checkpoint of this run, got ${refusal}`);
  return { isFinished: isFinished(folder, identity), steps };
}

/** Removes the checkpoints of networks, and leftovers of writers that were killed. */
export function removeCheckpoints(folder: string, networks: readonly string[]): void {
  const names = new Set(networks.map(network => `${network}.checkpoint`));
  for (const file of readdirSync(folder)) {
    const unfinished = /^\.(.*)\.\d+\.tmp$/.exec(file)?.[1];
    if (names.has(file) || names.has(unfinished ?? '')) rmSync(join(folder, file), { force: true });
  }
}

/** Throws CliError for the finished run of another experiment, which this one would overwrite. */
function isFinished(folder: string, { experiment }: RunIdentity): boolean {
  if (!existsSync(join(folder, 'run.json'))) return false;
  const run = readRunFolder(folder);
  const difference = firstDifference(plain(run.experiment), experiment, '');
  if (difference !== undefined) {
    throw new CliError(
      `--resume: expected an unfinished run of this experiment, got ${shownPath(folder)} with ${difference}`,
    );
  }
  return !run.interrupted && run.names.length === experiment.networks.length;
}

function differenceOf(saved: RunIdentity, identity: RunIdentity): string | undefined {
  if (saved.gradscope !== identity.gradscope) {
    return `gradscope ${saved.gradscope}, but this is ${identity.gradscope}`;
  }
  if (saved.table !== identity.table) return 'another data file';
  return firstDifference(saved.experiment, identity.experiment, '');
}

/** The first difference of two documents: `training.steps: 500, but it is now 600`. */
function firstDifference(was: unknown, is: unknown, path: string): string | undefined {
  if (typeof was === 'object' && typeof is === 'object' && was !== null && is !== null) {
    const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
    for (const key of keys) {
      const [a, b] = [was, is].map(value => (value as Record<string, unknown>)[key]);
      const place = Array.isArray(is) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
      const difference = firstDifference(a, b, place);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return was === is ? undefined : `${path}: ${shown(was)}, but it is now ${shown(is)}`;
}

const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80));

/** In the form read back from a file. */
const plain = (experiment: Experiment): Experiment => JSON.parse(JSON.stringify(experiment));

function tableHash(table: Table): string {
  const hash = createHash('sha256');
  for (const { name, width, values } of table) {
    hash.update(JSON.stringify([name, width, values.length]));
    hash.update(
      values instanceof Float64Array
        ? new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
        : JSON.stringify(values),
    );
  }
  return hash.digest('hex');
}
