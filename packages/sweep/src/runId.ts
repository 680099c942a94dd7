import { hash as digest } from 'node:crypto';
import type { Experiment } from 'gradscope';
import { version } from './version.ts';

/** Hexadecimal digits of an id: 128 bits, so that no two of a million million runs have one id. */
const DIGITS = 32;
/** Digits of a sweep's id, which people type. */
const SWEEP_DIGITS = 12;

/** Everything besides its experiment that determines a run's result. */
export interface RunContext {
  /** The loss for `stepsToTarget`. */
  readonly target: number | undefined;
  /** Hash of the table of its data; undefined if there is none. */
  readonly tableHash: string | undefined;
  /** Hash of the modules that add kinds of the user's own; undefined if there are none. */
  readonly modules?: string | undefined;
}

/** Identifies a run by all that its result depends on: the experiment with its defaults filled in, and the version. */
export function runId(
  { $schema: _, ...experiment }: Experiment,
  { target, tableHash, modules }: RunContext,
): string {
  const parts = [version, experiment, target ?? null, tableHash ?? null, ...(modules ? [modules] : [])];
  return hash(JSON.stringify(parts)).slice(0, DIGITS);
}

/** The id of a run without a valid experiment. */
export function impossibleRunId(sweepId: string, index: number): string {
  return hash(JSON.stringify([version, sweepId, index])).slice(0, DIGITS);
}

/** Identifies a sweep by its document, and the modules of its own kinds: the same file is the same sweep. */
export function sweepId(document: unknown, tableHash: string | undefined, modules?: string): string {
  const parts = [version, document, tableHash ?? null, ...(modules ? [modules] : [])];
  return hash(JSON.stringify(parts)).slice(0, SWEEP_DIGITS);
}

/** SHA-256, in hexadecimal digits. */
export function hash(content: string | Uint8Array): string {
  return digest('sha256', content);
}
