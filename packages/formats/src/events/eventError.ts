/** A rule of the format that a record's contents break; the reader adds file and offset. */
export class EventError extends Error {
  override readonly name = 'EventError';
  readonly rule: string;
  readonly got: string | number | bigint;

  constructor(rule: string, got: string | number | bigint) {
    super(`expected ${rule}, got ${got}`);
    this.rule = rule;
    this.got = got;
  }
}
