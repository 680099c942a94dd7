import { camelName, RUN_COLUMN_NAMES, RUN_COLUMNS } from 'gradscope';
import { customType, doublePrecision, integer, json, pgSchema, primaryKey, text, timestamp } from '#drizzle';

/** The schema for people's queries, described in docs/sweeps.md. The queue has its own. */
export const SCHEMA = 'gradscope';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const schema = pgSchema(SCHEMA);

export const sweeps = schema.table('sweeps', {
  sweepId: text('sweep_id').primaryKey(),
  name: text().notNull(),
  document: json().notNull(),
  version: text().notNull(),
  total: integer().notNull(),
  runsPerJob: integer('runs_per_job').notNull(),
  state: text({ enum: ['running', 'cancelled'] })
    .notNull()
    .default('running'),
  submittedAt: time('submitted_at').notNull().defaultNow(),
  /** The table of the experiments' data, if there is one. */
  tableName: text('table_name'),
  tableFile: bytea('table_file'),
});

export const runs = schema.table('runs', {
  runId: text('run_id').primaryKey(),
  status: text({ enum: ['trained', 'diverged', 'timeout', 'failed'] }).notNull(),
  ...measuredColumns(),
  seconds: doublePrecision().notNull(),
  version: text().notNull(),
  host: text().notNull(),
  finishedAt: time('finished_at').notNull().defaultNow(),
});

/** The columns of a run that may be null, as `RUN_COLUMNS` has them. */
function measuredColumns() {
  const make = {
    text: (name: string) => text(name),
    integer: (name: string) => integer(name),
    double: (name: string) => doublePrecision(name),
  };
  const names = RUN_COLUMN_NAMES.filter(name => !['run_id', 'status', 'seconds'].includes(name));
  return Object.fromEntries(names.map(name => [camelName(name), make[RUN_COLUMNS[name]](name)]));
}

export const sweepRuns = schema.table(
  'sweep_runs',
  {
    /**
     * References `sweeps`; no foreign key, since each row would lock the sweep's row, which all workers
     * share.
     */
    sweepId: text('sweep_id').notNull(),
    index: integer().notNull(),
    /** References `runs`, written in the same transaction; a foreign key would look up each again. */
    runId: text('run_id').notNull(),
    axes: json().notNull(),
  },
  table => [primaryKey({ columns: [table.sweepId, table.index] })],
);

export const curves = schema.table('curves', {
  runId: text('run_id')
    .primaryKey()
    .references(() => runs.runId),
  step: integer().array().notNull(),
  loss: doublePrecision().array().notNull(),
});

export const checkpoints = schema.table('checkpoints', {
  /** Id of a run that has no row in `runs` yet, or that failed. */
  runId: text('run_id').primaryKey(),
  bytes: bytea().notNull(),
  writtenAt: time('written_at').notNull().defaultNow(),
});

export const weights = schema.table('weights', {
  runId: text('run_id')
    .primaryKey()
    .references(() => runs.runId),
  npz: bytea().notNull(),
});
