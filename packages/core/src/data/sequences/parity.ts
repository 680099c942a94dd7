import type { RandomState } from '../../random/randomState.ts';
import type { Dataset } from '../dataset.ts';
import { requireCount } from '../require.ts';

export interface ParitySettings {
  readonly samples: number;
  /** Bits of a sequence. */
  readonly length: number;
  /** Whether the answer is that of the whole sequence, or that so far at every position. */
  readonly answers: 'last' | 'every';
}

/**
 * Parity: random bits, one at each position, and whether an odd number of them is 1 (class 1) or an even number (class 0),
 * of all of them or of those so far. One changed bit changes the answer, so no part of a sequence tells anything.
 *
 * X is `[samples, length]`, with one channel; y `[samples]`, or `[samples, length]` for `every`.
 *
 * @param random draws for each sample its bits
 * @throws RangeError if a count is not a positive integer
 *
 * Source: Minsky & Papert 1969, "Perceptrons"; as a sequence Hochreiter & Schmidhuber 1997, section 5.
 */
export function parity({ samples, length, answers }: ParitySettings, random: RandomState): Dataset {
  requireCount('samples', samples);
  requireCount('length', length);
  const X = Float64Array.from({ length: samples * length }, () => random.randint(0, 2));
  const running = new Int32Array(samples * length);
  for (const [i, bit] of X.entries()) running[i] = i % length === 0 ? bit : running[i - 1] ^ bit;
  const y = answers === 'every' ? running : running.filter((_, i) => i % length === length - 1);
  return { samples, features: length, axes: [length], classes: 2, classNames: ['even', 'odd'], X, y };
}
