/** A user and a password before the host of an address: up to the last @, since a password may have one. */
const CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>:]*:[^\s"'<>]*@/gi;

/** A text with the users and passwords of its addresses removed. */
export function withoutCredentials(text: string): string {
  return text.replace(CREDENTIALS, '$1…@');
}
