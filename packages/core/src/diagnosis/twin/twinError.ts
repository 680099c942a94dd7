/** No twin can be made of a log; the message names the run, what a twin needs, and what the log has. */
export class TwinError extends RangeError {
  override readonly name = 'TwinError';
}
