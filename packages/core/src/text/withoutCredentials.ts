/** Whatever stands before the host of an address: up to the last @, since a password may have one. */
const CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]*@/gi;

/** A text without what addresses in it say before their hosts: users and passwords. */
export function withoutCredentials(text: string): string {
  return text.replace(CREDENTIALS, '$1…@');
}
