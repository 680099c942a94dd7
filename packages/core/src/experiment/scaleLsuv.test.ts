import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { referenceEngine } from '../engine/reference.ts';
import { identity } from '../network/activation/identity.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { parseExperiment } from './parseExperiment.ts';
import { prepare } from './prepare.ts';

const document = smallDocument();

/** The variance of x W + b over all samples and units, of each layer of the experiment's only network. */
function variances(network: object): number[] {
  const { data, networks } = prepare(
    parseExperiment({ ...document, networks: [{ ...document.networks[0], ...network }] }),
  );
  const engine = referenceEngine();
  const { layers, parameters } = networks[0];
  const built = new Network(modelOf(engine, layers, parameters), data);
  built.forward();
  return built.layers.map(({ x, W, b, dz }) => {
    const z = engine.tensor(dz.rows, dz.columns);
    engine.dense(x, W, b, identity, z);
    const values = [...z.values];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  });
}

describe('lsuv', () => {
  test.each(['tanh', 'relu', 'gelu', 'maxout'])(
    'gives every affine map of a %s network variance 1, within 0.01, on the data',
    activation => {
      const hidden = { layers: 8, width: 20 };
      for (const variance of variances({ hidden, activation, init: 'lsuv' }))
        expect(Math.abs(variance - 1)).toBeLessThan(0.01);
    },
  );

  test('scales the layers that ask for it, and leaves the others as they were drawn', () => {
    const hidden = [{ width: 20 }, { width: 20, init: 'lsuv' }, { width: 20 }];
    const [first, second, third] = variances({
      hidden,
      activation: 'tanh',
      init: { kind: 'normal', std: 3 },
    });
    expect(Math.abs(second - 1)).toBeLessThan(0.01);
    expect(Math.min(first, third)).toBeGreaterThan(2);
  });
});
