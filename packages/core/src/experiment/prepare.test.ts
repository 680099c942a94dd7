import { expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { RandomState } from '../random/randomState.ts';
import { parseExperiment } from './parseExperiment.ts';
import { prepare } from './prepare.ts';

test('draws the data first, then each network’s weights in order, row by row, from one stream', () => {
  const { data, networks } = prepare(parseExperiment(smallDocument()));
  const random = new RandomState(3);
  for (let i = 0; i < data.samples; i++) random.normal();
  const drawn = (count: number) => Float64Array.from({ length: count }, () => 0.5 * random.normal());
  for (const { fanIn, fanOut, W, b } of networks.flatMap(({ parameters }) => parameters)) {
    expect(W).toEqual(drawn(fanIn * fanOut));
    expect(b).toEqual(new Float64Array(fanOut));
  }
  expect(networks.map(({ parameters }) => parameters.map(({ fanIn, fanOut }) => [fanIn, fanOut]))).toEqual([
    [
      [2, 5],
      [5, 4],
      [4, 3],
    ],
    [
      [2, 6],
      [6, 3],
    ],
  ]);
});

test('the data depends on the seed, not on the networks', () => {
  const document = smallDocument();
  const { data } = prepare(parseExperiment(document));
  expect(prepare(parseExperiment({ ...document, networks: document.networks.slice(1) })).data).toEqual(data);
  expect(prepare(parseExperiment({ ...document, seed: 4 })).data.X).not.toEqual(data.X);
});

test('float32 draws the same numbers', () => {
  const document = smallDocument();
  expect(prepare(parseExperiment({ ...document, precision: 'float32' }))).toEqual(
    prepare(parseExperiment(document)),
  );
});

test('without biases the same weights are drawn, where biases would have been random too', () => {
  const { networks, ...rest } = smallDocument();
  const drawn = (bias: boolean) =>
    prepare(
      parseExperiment({
        ...rest,
        networks: networks.map(network => ({ ...network, init: 'pytorchDefault', bias })),
      }),
    ).networks.flatMap(({ parameters }) => parameters);
  const [plain, biased] = [drawn(false), drawn(true)];
  expect(plain.map(({ W }) => W)).toEqual(biased.map(({ W }) => W));
  expect(biased.every(({ b }) => b.every(value => value !== 0))).toBe(true);
  expect(plain.every(({ b }) => b.every(value => value === 0))).toBe(true);
});

test('mean field: products are scaled by 1/√fanIn, those of the output layer by 1/fanIn', () => {
  const { networks, ...rest } = smallDocument();
  const document = { ...rest, networks: [{ ...networks[0], parameterization: 'meanField' }] };
  const [first] = prepare(parseExperiment(document)).networks;
  expect(first.layers.map(({ scale }) => scale)).toEqual([1 / Math.sqrt(2), 1 / Math.sqrt(5), 1 / 4]);
});
