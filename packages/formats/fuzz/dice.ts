/**
 * Random choices for one input: the same seed and index give the same. `RandomState` would take longer to be seeded than most inputs to be
 * read.
 *
 * Source: SplitMix (Steele, Lea and Flood, 2014) in 32 bits, with the constants of https://github.com/skeeto/hash-prospector.
 */
export class Dice {
  private state: number;

  constructor(seed: number, index: number) {
    this.state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  }

  /** An integer in 0 … count − 1. */
  below(count: number): number {
    return Math.floor(this.share() * count);
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** In [0, 1), a multiple of 2^-32. */
  private share(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let word = Math.imul(this.state ^ (this.state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return ((word ^ (word >>> 15)) >>> 0) / 2 ** 32;
  }
}
