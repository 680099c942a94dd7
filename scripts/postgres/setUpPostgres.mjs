import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { aptInstall, canInstall } from '../apt.mjs';
import { postgresFolder } from './postgresFolder.mjs';

/** Debian's settings for what installing a server does. */
const SETTINGS = '/etc/postgresql-common';

/**
 * Makes sure there is a PostgreSQL server whose programs the tests can run: one the system has, else one that apt installs,
 * which changes the system, so it is only for root, which on a developer's machine is a container.
 *
 * @throws Error that says what to do
 */
export function setUpPostgres() {
  if (postgresFolder()) return;
  if (!canInstall()) throw missing('no way to install one');
  console.log('No PostgreSQL for the tests: getting one with apt-get install postgresql');
  leaveUnstarted();
  try {
    aptInstall('postgresql');
  } catch (error) {
    throw missing(error.message);
  }
  if (!postgresFolder()) throw missing('apt-get installed none');
}

/** The tests make databases of their own: no cluster is made, and no server started, on the usual port. */
function leaveUnstarted() {
  if (existsSync(`${SETTINGS}/createcluster.conf`)) return;
  mkdirSync(SETTINGS, { recursive: true });
  writeFileSync(`${SETTINGS}/createcluster.conf`, 'create_main_cluster = false\n');
}

function missing(got) {
  return new Error(
    `setUp: expected a PostgreSQL server for the tests, got none (${got})\n` +
      'Install PostgreSQL 13 or newer, or set POSTGRES_BIN to the folder of its initdb and postgres, and run npm test again.',
  );
}
