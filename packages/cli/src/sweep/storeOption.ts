import { Option } from 'commander';

const FOLDER = 'out/sweeps';

/** `--store`, which may also come from the environment: what is typed can be read by everybody on the machine. */
export function storeOption(): Option {
  return new Option(
    '--store <where>',
    'a folder, or postgres://user@host/database, with the password in PGPASSWORD or ~/.pgpass',
  )
    .env('GRADSCOPE_STORE')
    .default(FOLDER);
}
