export type { RunRow, RunStatus } from 'gradscope';
export { estimateSeconds, runsPerJob } from './estimate.ts';
export type { Database, OpenTables } from './store/database.ts';
export { type StoreLocation, shownLocation, storeLocation } from './store/location.ts';
export {
  type OpenOptions,
  openDatabase,
  openDatabasePatiently,
  openTables,
  type PatientOptions,
} from './store/openDatabase.ts';
export {
  documentOf,
  type Reason,
  type ResultRow,
  reasonsOf,
  resultsOf,
  tableOf,
  tableSizeOf,
} from './store/results.ts';
export { storeError } from './store/storeError.ts';
export {
  cancel,
  type ResumeOptions,
  resume,
  type SweepRequest,
  type SweepStatus,
  statusOf,
  submit,
  type TableFile,
} from './store/sweeps.ts';
export { SweepError } from './sweepError.ts';
export { type WorkOptions, work } from './work/work.ts';
