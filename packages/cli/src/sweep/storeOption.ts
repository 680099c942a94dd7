import { existsSync } from 'node:fs';
import { Option } from 'commander';
import { CliError } from '../cliError.ts';

const FOLDER = 'out/sweeps';
const SERVER = 'postgres://user@host/database, with the password in PGPASSWORD or ~/.pgpass';

/**
 * `--store`, which may also come from the environment, because everybody on the machine can read a command
 * line.
 */
export function storeOption(): Option {
  return shownStoreOption(`a folder, or ${SERVER}`).default(FOLDER);
}

/** `--store` for a command that needs a store for many processes: a folder is for one alone. */
export function serverOption(): Option {
  return shownStoreOption(SERVER);
}

/** `--store` of a command that does without one. */
export function shownStoreOption(description: string): Option {
  return new Option('--store <where>', description).env('GRADSCOPE_STORE');
}

/** The store to look for sweeps in: a missing folder is not created. */
export function existing(store: string): string {
  if (store.includes('://') || existsSync(store)) return store;
  throw new CliError(`--store: expected a store, got ${JSON.stringify(store)}, which does not exist`);
}
