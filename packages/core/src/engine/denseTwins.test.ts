import { describe, expect, test } from 'vitest';
import { times } from '../../../../scripts/soak/soaking.ts';
import {
  type DenseProduct,
  denseProducts,
  LAYER_SIZES,
  type LayerSize,
} from '../../test/support/denseProducts.ts';
import { type FillName, filler } from '../../test/support/fills.ts';
import { firstBeyond, firstDifference, type Pair, Twins } from '../../test/support/twins.ts';
import { activations } from '../network/activation/index.ts';
import type { Activation, Precision, Values } from './engine.ts';
import { referenceEngine } from './reference.ts';

const { identity, relu, sigmoid } = activations;
const ACTIVATIONS = [identity, relu, sigmoid];

/** The kinds of entries in each input of a product. */
type Kinds = readonly [left: FillName, right: FillName, other: FillName];

const LEFT: readonly FillName[] = ['normal', 'sparse', 'spread', 'special'];
const RIGHT: readonly FillName[] = ['normal', 'special', 'sparse', 'spread', 'normal'];
/** Every kind on the left against every kind on the right. */
const KINDS = LEFT.flatMap(left => RIGHT.map((right): Kinds => [left, right, right]));

/** Each size has one of the activations in `npm test`, and all of them in the soak. */
const sizesWith = (activation: Activation) =>
  [...LAYER_SIZES.entries()].filter(([turn]) =>
    times(ACTIVATIONS[turn % ACTIVATIONS.length] === activation, true),
  );

describe.each(denseProducts)('$name', product => {
  test.each(ACTIVATIONS)('float64: the bits of the plain twin, any entries, $name', activation => {
    for (const [turn, size] of sizesWith(activation)) {
      const kinds = KINDS[turn % KINDS.length];
      expect(firstDifference(multiply(product, 'float64', size, kinds, activation)), `${size} ${kinds}`).toBe(
        '',
      );
    }
  });

  test('float64: the bits of the plain twin where the left side is sparse', () => {
    for (const size of LAYER_SIZES) {
      const result = multiply(product, 'float64', size, ['sparse', 'normal', 'share'], relu);
      expect(firstDifference(result), `${size}`).toBe('');
    }
  });

  test.each(ACTIVATIONS)(
    'float32: error < (terms + 6) 2⁻²⁴ Σ|a||b|, and 3 · 2⁻²⁴ for a sigmoid, $name',
    activation => {
      // The sigmoid's own error: 2.5 ulp of a number up to 1.
      const ofActivation = product.name === 'dense' && activation === sigmoid ? 3 : 0;
      for (const [turn, size] of sizesWith(activation)) {
        const kinds: Kinds = [turn % 2 ? 'normal' : 'sparse', 'normal', 'share'];
        const magnitudes = sumsOfMagnitudes(product, size, kinds);
        const result = multiply(product, 'float32', size, kinds, activation);
        const bound = (i: number) => 2 ** -24 * ((product.terms(size) + 6) * magnitudes[i] + ofActivation);
        expect(firstBeyond(result, bound), `${size} ${kinds}`).toBe('');
      }
    },
  );
});

function multiply(
  product: DenseProduct,
  precision: Precision,
  size: LayerSize,
  kinds: Kinds,
  activation: Activation,
): Pair {
  const twins = new Twins(precision);
  const inputs = product.inputs(size).map((shape, i) => twins.input(...shape, filler(kinds[i], i)));
  const output = twins.output(...product.output(size));
  twins.call((engine, of) => product.run(engine, inputs.map(of), activation, of(output)));
  return output;
}

/** Σ|a||b| of every entry of a product, in float64. */
function sumsOfMagnitudes(product: DenseProduct, size: LayerSize, kinds: Kinds): Values {
  const engine = referenceEngine();
  const inputs = product.inputs(size).map(([rows, columns], i) => {
    const tensor = engine.tensor(rows, columns);
    const fill = filler(kinds[i], i);
    for (let at = 0; at < tensor.values.length; at++) tensor.values[at] = Math.abs(fill());
    return tensor;
  });
  const output = engine.tensor(...product.output(size));
  product.run(engine, inputs, identity, output);
  return output.values;
}
