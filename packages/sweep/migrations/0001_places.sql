-- Each new place locked its sweep's row: a queue for all workers of a sweep, and a quarter of the time a place takes.
ALTER TABLE gradscope.sweep_runs DROP CONSTRAINT sweep_runs_sweep_id_fkey;
