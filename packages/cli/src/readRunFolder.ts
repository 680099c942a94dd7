import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError, readNpz, runFromArrays, type TrainedNetwork } from '@gradscope/formats';
import { ownModules } from '@gradscope/sweep/ownKinds';
import { type Experiment, ExperimentError, parseExperiment } from 'gradscope';
import { CliError } from './cliError.ts';
import type { RunRecord } from './output/runRecord.ts';
import { shownPath } from './output/shownPath.ts';
import { systemErrorText } from './systemError.ts';

/** A folder that `gradscope train` wrote. */
export interface RunFolder {
  readonly folder: string;
  readonly experiment: Experiment;
  /** Whether any of them was stopped before its last step. */
  readonly interrupted: boolean;
  /** The networks that were trained, in the order of the experiment. */
  readonly names: readonly string[];
  /** Reads one of them, with its data and history. Throws `CliError` if its arrays are missing or damaged. */
  readonly read: (name: string) => TrainedNetwork;
}

type NetworkRecord = RunRecord['networks'][number];

/**
 * The contents of a folder written by `gradscope train`; the arrays of its networks are read on demand.
 *
 * @throws CliError for any other folder, or if `run.json` is damaged
 */
export function readRunFolder(folder: string): RunFolder {
  const path = join(folder, 'run.json');
  const name = shownPath(path);
  const record = recordOf(readText(path, folder), name);
  const experiment = experimentOf(record, name);
  const networks = experiment.networks.flatMap((network, index) => {
    const result = record.networks.find(({ name }) => name === network.name);
    return result ? [{ index, result }] : [];
  });
  return {
    folder,
    experiment,
    interrupted: record.interrupted,
    names: networks.map(({ result }) => result.name),
    read: wanted => {
      const { index, result } = networks.find(({ result }) => result.name === wanted)!;
      return readNetwork(folder, record, experiment, index, result);
    },
  };
}

function readText(path: string, folder: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(
      `${shownPath(folder)}: expected a folder that gradscope train wrote, with run.json in it, got ${systemErrorText(error)}`,
    );
  }
}

function recordOf(text: string, name: string): RunRecord {
  let record: Partial<RunRecord> | null;
  try {
    record = JSON.parse(text);
  } catch {
    throw new CliError(`${name}: expected a run.json of gradscope train, got text that is not JSON`);
  }
  const isWhole =
    Array.isArray(record?.networks) &&
    typeof record.experiment === 'object' &&
    Number.isFinite(Date.parse(String(record.startedAt)));
  if (!isWhole) {
    throw new CliError(`${name}: expected what gradscope train writes, got no networks, experiment and time`);
  }
  return record as RunRecord;
}

function experimentOf({ experiment, import: modules = [] }: RunRecord, name: string): Experiment {
  try {
    return parseExperiment(experiment);
  } catch (error) {
    if (error instanceof ExperimentError) {
      const missing = ownModules().length > 0 ? [] : modules;
      const needs = missing.map(path => `; it was trained with --import ${path}`).join('');
      throw new CliError(`${name}: experiment: ${error.message}${needs}`);
    }
    throw error;
  }
}

function readNetwork(
  folder: string,
  record: RunRecord,
  experiment: Experiment,
  index: number,
  result: NetworkRecord,
): TrainedNetwork {
  const path = join(folder, `${result.name}.npz`);
  const file = shownPath(path);
  try {
    const { loss, accuracy, test, steps, interrupted, divergedAt, broken, seconds } = result;
    // NaN and infinity, which JSON lacks, were written as null.
    const known = { loss: loss ?? Number.NaN, accuracy: accuracy ?? Number.NaN };
    const { data, run } = runFromArrays(
      readNpz(readFileSync(path), file),
      experiment,
      index,
      { ...known, test, steps, interrupted, divergedAt, broken },
      { classNames: record.classNames, file },
    );
    return { experiment, data, run, startedAt: new Date(record.startedAt), seconds };
  } catch (error) {
    if (error instanceof FormatError) throw new CliError(error.message);
    throw new CliError(
      `${file}: expected the arrays of network ${result.name}, got ${systemErrorText(error)}`,
    );
  }
}
