import { existsSync } from 'node:fs';
import { Option } from 'commander';
import { CliError } from '../cliError.ts';

const FOLDER = 'out/sweeps';
const SERVER = 'postgres://user@host/database, with the password in PGPASSWORD or ~/.pgpass';

/** `--store`, which may also come from the environment: what is typed can be read by everybody on the machine. */
export function storeOption(): Option {
  return shownStoreOption(`a folder, or ${SERVER}`).default(FOLDER);
}

/** `--store` of a command that needs one of many processes: a folder is for one alone. */
export function serverOption(): Option {
  return shownStoreOption(SERVER);
}

/** `--store` of a command that does without one. */
export function shownStoreOption(description: string): Option {
  return new Option('--store <where>', description).env('GRADSCOPE_STORE');
}

/** Where to look for sweeps: a folder that is not there is not made. */
export function existing(store: string): string {
  if (store.includes('://') || existsSync(store)) return store;
  throw new CliError(`--store: expected a store, got ${JSON.stringify(store)}, which does not exist`);
}
