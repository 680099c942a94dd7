/** A loss that is the mean, over all entries, of a function of the output `o` and its target `t`. */
export interface EntryLoss {
  /** In plain text, for people. */
  readonly formula: string;
  value(o: number, t: number): number;
  /** The derivative of `value` by o; at a kink the mean of both sides, or 0. */
  slope(o: number, t: number): number;
  /** For a loss with kinks: which of its smooth pieces o lies on. */
  piece?(o: number, t: number): number;
}
