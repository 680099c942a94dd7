import type { RunSummary } from '../runSummary.ts';

/**
 * The columns of a run's row and what they hold. Everything that stores, writes or draws the results of sweeps follows
 * this table: SQL, CSV and Parquet by these names, {@link RunSummary} and JSON by {@link camelName}.
 */
export const RUN_COLUMNS = {
  run_id: 'text',
  status: 'text',
  reason: 'text',
  loss: 'double',
  accuracy: 'double',
  test_loss: 'double',
  test_accuracy: 'double',
  first_loss: 'double',
  last_loss: 'double',
  first_gradient: 'double',
  steps_to_target: 'integer',
  steps: 'integer',
  diverged_at: 'integer',
  /** Wall time; each run's share of it if several were trained together. */
  seconds: 'double',
} as const;

export type RunColumn = keyof typeof RUN_COLUMNS;

export const RUN_COLUMN_NAMES = Object.keys(RUN_COLUMNS) as RunColumn[];

/** How a run ended. */
export type RunStatus = 'trained' | 'diverged' | 'timeout' | 'failed';

type Value<Column extends RunColumn> = (typeof RUN_COLUMNS)[Column] extends 'text' ? string : number;

/** A run's row: its summary; if it failed, its measured values are null. */
export type RunRow = Readonly<
  { [Column in Exclude<RunColumn, 'run_id' | 'status' | 'seconds'>]: Value<Column> | null } & {
    run_id: string;
    status: RunStatus;
    seconds: number;
  }
>;

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** `firstLoss` for `first_loss`. */
export const camelName = <Name extends string>(name: Name): Camel<Name> =>
  name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase()) as Camel<Name>;

/** The row of a finished run. */
export function runRow(runId: string, summary: RunSummary, seconds: number): RunRow {
  const { divergedAt, test } = summary;
  const values: { readonly [Column in RunColumn as Camel<Column>]: RunRow[Column] } = {
    ...summary,
    runId,
    status: divergedAt === null ? 'trained' : 'diverged',
    reason: divergedAt === null ? null : `the loss of step ${divergedAt} was not finite`,
    testLoss: test?.loss ?? null,
    testAccuracy: test?.accuracy ?? null,
    seconds,
  };
  return rowOf(name => values[camelName(name)]);
}

/** The row of a run that ended without a result. */
export function failedRow(
  runId: string,
  status: 'timeout' | 'failed',
  reason: string,
  seconds: number,
): RunRow {
  return { ...rowOf(() => null), run_id: runId, status, reason, seconds };
}

const rowOf = (value: (name: RunColumn) => unknown): RunRow =>
  Object.fromEntries(RUN_COLUMN_NAMES.map(name => [name, value(name)])) as unknown as RunRow;
