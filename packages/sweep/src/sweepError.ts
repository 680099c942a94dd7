/** What the user can mend about a sweep or its store; the message is one line, and names no credentials. */
export class SweepError extends Error {
  override readonly name = 'SweepError';
}
