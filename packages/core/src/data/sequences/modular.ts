import type { Dataset } from '../dataset.ts';
import { requireCount } from '../require.ts';
import { type TokenForm, tokenInputs } from './tokens.ts';

export interface ModularSettings {
  /** p: the sum is taken modulo this number. */
  readonly modulus: number;
  readonly tokens: TokenForm;
}

/** Tokens of a sum: a, b, =. */
const SUM_LENGTH = 3;

/**
 * Modular addition: all `p²` sums a + b as three tokens, a, b and =, whose class is (a + b) mod p. Networks that learn the
 * sums to train on by heart long before they know those held out are said to grok: hold out a share by `test`.
 *
 * Tokens: 0 … p − 1 are the numbers and p is =. Row `a p + b` is the sum a + b.
 *
 * @throws RangeError if modulus is not a positive integer
 *
 * Source: Power, Burda, Edwards, Babuschkin & Misra 2022, "Grokking: generalization beyond overfitting on small algorithmic
 * datasets", with p = 97.
 */
export function modular({ modulus, tokens }: ModularSettings): Dataset {
  requireCount('modulus', modulus);
  const given = new Int32Array(SUM_LENGTH * modulus * modulus);
  const y = new Int32Array(modulus * modulus);
  for (let row = 0; row < y.length; row++) {
    const [a, b] = [Math.floor(row / modulus), row % modulus];
    given.set([a, b, modulus], SUM_LENGTH * row);
    y[row] = (a + b) % modulus;
  }
  return { ...tokenInputs(given, SUM_LENGTH, modulus + 1, tokens), classes: modulus, y };
}
