import { customType, integer, json, pgSchema, text, timestamp } from '#drizzle';

/**
 * The schema for people's queries, described in docs/sweeps.md. The queue has its own. The migrations define its tables; here
 * are those that are not used by plain SQL alone.
 */
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

export const checkpoints = schema.table('checkpoints', {
  /** Id of a run that has no row in `runs` yet, or that failed. */
  runId: text('run_id').primaryKey(),
  bytes: bytea().notNull(),
  writtenAt: time('written_at').notNull().defaultNow(),
});
