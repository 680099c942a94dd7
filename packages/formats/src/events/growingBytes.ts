/** Bytes that grow at the end and are taken off at the beginning. */
export class GrowingBytes {
  private buffer = new Uint8Array(64);
  private filled = 0;

  get length(): number {
    return this.filled;
  }

  /** They are valid until the next change. */
  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.filled);
  }

  append(bytes: Uint8Array): void {
    const length = this.filled + bytes.length;
    if (length > this.buffer.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.buffer.length));
      larger.set(this.bytes);
      this.buffer = larger;
    }
    this.buffer.set(bytes, this.filled);
    this.filled = length;
  }

  dropFirst(count: number): void {
    if (count === 0) return;
    this.buffer.copyWithin(0, count, this.filled);
    this.filled -= count;
  }
}
