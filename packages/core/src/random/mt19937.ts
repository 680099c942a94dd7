/** Words of state, and the offset of the word each new one is mixed with. */
const SIZE = 624;
const OFFSET = 397;

/**
 * The Mersenne Twister: 32-bit words with period 2^19937 − 1.
 *
 * `words` and `position` are the whole state; `position` is the index of the next word, 624 if a new block is
 * due.
 *
 * Source: Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator", ACM TOMACS 8 (1998); seeding as in their 2002 revision, `init_genrand`.
 */
export class Mt19937 {
  static readonly size = SIZE;
  readonly words: Uint32Array;
  position: number;

  constructor(words: Uint32Array, position: number) {
    this.words = words;
    this.position = position;
  }

  static seeded(seed: number): Mt19937 {
    const words = new Uint32Array(SIZE);
    words[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const previous = words[i - 1];
      words[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
    return new Mt19937(words, SIZE);
  }

  /** The next word, an integer in 0 … 2^32 − 1. */
  next(): number {
    if (this.position === SIZE) this.twist();
    let word = this.words[this.position++] | 0;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  private twist(): void {
    const { words } = this;
    const wrap = SIZE - OFFSET;
    const last = SIZE - 1;
    for (let i = 0; i < wrap; i++) words[i] = words[i + OFFSET] ^ mixed(words[i], words[i + 1]);
    for (let i = wrap; i < last; i++) words[i] = words[i - wrap] ^ mixed(words[i], words[i + 1]);
    words[last] = words[last - wrap] ^ mixed(words[last], words[0]);
    this.position = 0;
  }
}

/** The highest bit of one word joined to the others of the next, times the recurrence's matrix. */
function mixed(word: number, next: number): number {
  const joined = (word & 0x80000000) | (next & 0x7fffffff);
  return (joined >>> 1) ^ (-(joined & 1) & 0x9908b0df);
}
