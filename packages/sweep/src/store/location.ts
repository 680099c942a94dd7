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
    if (!URL.canParse(text)) throw locationError(text);
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

/** A text without the secrets of an address: an error of the system may quote them. */
export function redacted(text: string, location: StoreLocation): string {
  if (location.kind === 'folder') return text;
  const { password, username } = new URL(location.url);
  return [location.url, password, decodeURIComponent(password), username && `${username}:`]
    .filter(secret => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(secret, '…'), text);
}
