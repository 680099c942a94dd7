import { RandomState } from 'gradscope';

/** Random choices for one input: the same seed and index give the same. */
export class Dice {
  readonly #random: RandomState;

  constructor(seed: number, index: number) {
    this.#random = new RandomState((Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0);
  }

  /** An integer in 0 … count − 1. */
  below(count: number): number {
    return Math.floor(this.#random.random() * count);
  }

  chance(probability: number): boolean {
    return this.#random.random() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}
