-- Each new place looked for the run that its own transaction had just written: half of the time a place takes.
ALTER TABLE gradscope.sweep_runs DROP CONSTRAINT sweep_runs_run_id_fkey;
