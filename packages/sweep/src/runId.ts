import { hash as digest } from 'node:crypto';
import type { Experiment } from 'gradscope';
import { version } from './version.ts';

/** Hexadecimal digits of an id: 128 bits, so that no two of a million million runs have one id. */
const DIGITS = 32;
/** Those of a sweep, which people type. */
const SWEEP_DIGITS = 12;

/** What a run's result depends on beside its experiment. */
export interface RunContext {
  /** The loss for `stepsToTarget`. */
  readonly target: number | undefined;
  /** Hash of the table that its data is read from; undefined if it is none. */
  readonly tableHash: string | undefined;
}

/** Identifies a run by all that its result depends on: the experiment with its defaults filled in, and the version. */
export function runId({ $schema: _, ...experiment }: Experiment, { target, tableHash }: RunContext): string {
  return hash(JSON.stringify([version, experiment, target ?? null, tableHash ?? null])).slice(0, DIGITS);
}

/** Identifies a run that has no experiment, since its values make none. */
export function impossibleRunId(sweepId: string, index: number): string {
  return hash(JSON.stringify([version, sweepId, index])).slice(0, DIGITS);
}

/** Identifies a sweep by its document: the same file is the same sweep. */
export function sweepId(document: unknown, tableHash: string | undefined): string {
  return hash(JSON.stringify([version, document, tableHash ?? null])).slice(0, SWEEP_DIGITS);
}

/** SHA-256, in hexadecimal digits. */
export function hash(content: string | Uint8Array): string {
  return digest('sha256', content);
}
