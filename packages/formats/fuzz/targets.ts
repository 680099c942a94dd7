import type { FuzzTarget } from './target.ts';
import { npy, npz, safetensors } from './targets/arrays.ts';
import { events } from './targets/events.ts';
import { json, yaml } from './targets/experiment.ts';
import { csvLog, eventLog, jsonlLog, npzLog, safetensorsLog } from './targets/logs.ts';
import { csv, jsonl, parquet } from './targets/tables.ts';

/** Everything of this package that reads files from elsewhere. */
export const targets: Readonly<Record<string, FuzzTarget>> = {
  npy,
  npz,
  safetensors,
  events,
  parquet,
  csv,
  jsonl,
  'event log': eventLog,
  'jsonl log': jsonlLog,
  'csv log': csvLog,
  'npz log': npzLog,
  'safetensors log': safetensorsLog,
  yaml,
  json,
};
