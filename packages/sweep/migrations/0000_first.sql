CREATE TABLE gradscope.sweeps (
  sweep_id text PRIMARY KEY,
  name text NOT NULL,
  document json NOT NULL,
  version text NOT NULL,
  total integer NOT NULL,
  runs_per_job integer NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'cancelled')),
  submitted_at timestamptz NOT NULL DEFAULT now(),
  table_name text,
  table_file bytea
);
--> statement-breakpoint
CREATE TABLE gradscope.runs (
  run_id text PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('trained', 'diverged', 'timeout', 'failed')),
  reason text,
  loss double precision,
  accuracy double precision,
  test_loss double precision,
  test_accuracy double precision,
  first_loss double precision,
  last_loss double precision,
  first_gradient double precision,
  steps_to_target integer,
  steps integer,
  diverged_at integer,
  seconds double precision NOT NULL,
  version text NOT NULL,
  host text NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE TABLE gradscope.sweep_runs (
  sweep_id text NOT NULL REFERENCES gradscope.sweeps ON DELETE CASCADE,
  index integer NOT NULL,
  run_id text NOT NULL REFERENCES gradscope.runs,
  axes json NOT NULL,
  PRIMARY KEY (sweep_id, index)
);
--> statement-breakpoint
CREATE TABLE gradscope.curves (
  run_id text PRIMARY KEY REFERENCES gradscope.runs ON DELETE CASCADE,
  step integer[] NOT NULL,
  loss double precision[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE gradscope.weights (
  run_id text PRIMARY KEY REFERENCES gradscope.runs ON DELETE CASCADE,
  npz bytea NOT NULL
);
--> statement-breakpoint
CREATE VIEW gradscope.results AS
  SELECT sweeps.name AS sweep, sweep_runs.sweep_id, sweep_runs.index, sweep_runs.axes, runs.*
  FROM gradscope.sweep_runs
  JOIN gradscope.sweeps USING (sweep_id)
  JOIN gradscope.runs USING (run_id);
