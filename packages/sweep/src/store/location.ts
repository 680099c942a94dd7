import { withoutCredentials } from 'gradscope';
import { SweepError } from '../sweepError.ts';

/** The location of a store: a folder, or the address of a PostgreSQL database. */
export type StoreLocation =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: string };

const SERVER = /^postgres(ql)?:\/\//i;
/** Anything that looks like an address, so that no folder is created for a mistyped one. */
const OTHER_ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Reads the value of `--store`. Throws SweepError for an address that is not PostgreSQL's. */
export function storeLocation(text: string): StoreLocation {
  if (SERVER.test(text)) {
    if (!URL.canParse(text) || isAmbiguous(text)) throw encodingError();
    return { kind: 'server', url: text };
  }
  if (text === '' || OTHER_ADDRESS.test(text)) throw locationError(text);
  return { kind: 'folder', folder: text };
}

/** The location in a form safe to show: without user, password, or any other secret. */
export function shownLocation(location: StoreLocation): string {
  if (location.kind === 'folder') return location.folder;
  const { hostname, port, pathname } = new URL(location.url);
  return `postgres://${hostname}${port && `:${port}`}${pathname}`;
}

function locationError(text: string): SweepError {
  const scheme = OTHER_ADDRESS.exec(text)?.[0];
  const got = scheme ? `an address that begins with ${scheme}` : JSON.stringify(text);
  return new SweepError(`--store: expected a folder or postgres://user@host/database, got ${got}`);
}

/**
 * Whether a password may extend into the host, path or query: one with an unencoded / or ? or #, and an @
 * behind it.
 */
function isAmbiguous(text: string): boolean {
  const { pathname, search, hash } = new URL(text);
  const isInPath = pathname.includes('@') || hash !== '';
  return isInPath || (search.includes('@') && /^[a-z]+:\/\/[^/]*\?/i.test(text));
}

function encodingError(): SweepError {
  return new SweepError(
    '--store: expected postgres://user@host/database, with % @ : / ? # of a password written as %25 %40 %3A %2F %3F %23, ' +
      'got another address; the password can be given in PGPASSWORD instead',
  );
}

/** A text without the secrets of an address: an error of the system may quote them. */
export function redacted(text: string, location: StoreLocation): string {
  if (location.kind === 'folder') return withoutCredentials(text);
  const { password, username, searchParams } = new URL(location.url);
  const typed = /^[^:]*:\/\/[^:]*:(.*)@/.exec(location.url)?.[1] ?? '';
  const other = searchParams.get('password') ?? '';
  const passwords = [password, decoded(password), typed, other, process.env.PGPASSWORD ?? ''];
  const clean = [location.url, ...passwords, ...passwords.map(encodeURIComponent), username && `${username}:`]
    .filter(secret => secret !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '…'), text);
  return withoutCredentials(clean);
}

/** A text whose percent signs encode nothing is returned unchanged. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
