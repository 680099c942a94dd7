import { urlFields } from './urlFields.ts';
import { defaultsOf, type ReadFields, readFields, type StateOf, writeFields } from './urlText.ts';

export type UrlName = keyof typeof urlFields;

/** The value of every field of the lab's address. */
export type UrlState = StateOf<typeof urlFields>;

export const DEFAULT_URL_STATE: UrlState = defaultsOf(urlFields);

/** The part of an address after `#`; empty if every field is at its default. */
export function writeUrlState(state: UrlState): string {
  return writeFields(urlFields, state);
}

/**
 * Reads the text of {@link writeUrlState}. Never throws: a malformed field gets its default and a complaint.
 */
export function readUrlState(hash: string): ReadFields<typeof urlFields> {
  return readFields(urlFields, hash);
}
