import { RandomState } from '../../src/random/randomState.ts';

const SMALL = [0, -0, 5e-324, -5e-324, 1e-310, -2.2250738585072014e-308, 1e-200, -1e-45, 1, -1] as const;
const UNBOUNDED = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300] as const;

const pick = (random: RandomState, from: readonly number[]) => from[random.randint(0, from.length)];

/** Kinds of entries of a tensor, each drawn one after the other. */
export const fills = {
  normal: random => random.normal(),
  /** Of all magnitudes whose products do not overflow. */
  spread: random => random.normal() * 2 ** random.uniform(-550, 500),
  /** As a ReLU leaves it: zeros, of both signs, among the entries. */
  sparse: random => (random.random() < 0.6 ? pick(random, [0, -0]) : random.normal()),
  /** Zeros, subnormal numbers, and now and then an infinity, a NaN, or a number near them. */
  special: random => {
    if (random.random() < 0.01) return pick(random, UNBOUNDED);
    return random.random() < 0.7 ? pick(random, SMALL) : random.normal();
  },
  /** As a sigmoid leaves it. */
  share: random => random.random(),
} as const satisfies Record<string, (random: RandomState) => number>;

export type FillName = keyof typeof fills;

/** A source of entries of one kind: one stream for each seed. */
export function filler(name: FillName, seed: number): () => number {
  const random = new RandomState(seed);
  return () => fills[name](random);
}
