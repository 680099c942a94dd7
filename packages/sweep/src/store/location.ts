import { withoutCredentials } from 'gradscope';
import { SweepError } from '../sweepError.ts';

/** Where a store is: a folder, or the address of a PostgreSQL database. */
export type StoreLocation =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: string };

const SERVER = /^postgres(ql)?:\/\//i;
/** Something like an address, so that a mistyped one is not taken for a folder and made. */
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

/** The location as it may be shown: without user, password, or anything else that may be secret. */
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

/** Whether a password may have begun the host, path or query: one with / or ? or # that is not encoded, and an @ behind it. */
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

/** A text whose percent signs encode nothing is what it says. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
