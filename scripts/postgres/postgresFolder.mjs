import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The folders in which Debian, Red Hat and Homebrew install PostgreSQL servers, one subfolder per version.
 */
const PARENTS = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt', '/usr'];

/**
 * The folder of `initdb` and `postgres`, of the newest server there is; undefined if there is none. `POSTGRES_BIN` always
 * wins.
 */
export function postgresFolder() {
  if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN;
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...PARENTS.flatMap(versions), ...onPath].find(isServer);
}

function versions(parent) {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter(name => /^(postgresql@|pgsql-)?\d+$/.test(name))
    .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
    .map(name => join(parent, name, 'bin'));
}

function isServer(folder) {
  return ['initdb', 'postgres'].every(name => existsSync(join(folder, name)));
}
