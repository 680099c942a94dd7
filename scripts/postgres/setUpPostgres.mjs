import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
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
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw missing('no way to install one');
  console.log('No PostgreSQL for the tests: getting one with apt-get install postgresql');
  leaveUnstarted();
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
    const { status, stderr } = spawnSync('apt-get', args, {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw missing(`apt-get ${args[0]}: ${stderr.trim().split('\n').slice(-2).join(' ')}`);
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
