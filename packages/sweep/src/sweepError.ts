/** A fault of a sweep or its store that the user can fix; the message is one line, without credentials. */
export class SweepError extends Error {
  override readonly name = 'SweepError';
}
