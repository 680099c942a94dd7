import { expect, it } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { prepare } from '../experiment/prepare.ts';
import { underflowOf } from './underflow.ts';

function measure(network: object, more: object = {}) {
  const experiment = parseExperiment({
    data: { kind: 'moons', samples: 40 },
    networks: [{ name: 'net', activation: 'sigmoid', init: 'glorotNormal', ...network }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 10 },
    ...more,
  });
  return underflowOf(experiment, prepare(experiment), 0);
}

const adam = (epsilon: number) => ({ optimizer: { kind: 'adam', stepSize: 0.001, epsilon }, steps: 10 });
const tiny = { hidden: { layers: 24, width: 8 }, activation: 'tanh', init: { kind: 'normal', std: 0.003 } };

it('a shallow network loses nothing, in any format', () => {
  const { lost, half, onlyFormat } = measure({ hidden: [8, 8] }, { precision: 'float32' });
  expect([lost, onlyFormat]).toEqual([[0, 0, 0], false]);
  expect(half).toEqual(Array(3).fill({ float16: 0, bfloat16: 0 }));
});

it('float64 keeps the values that float32 loses', () => {
  const single = measure(tiny, { precision: 'float32' });
  const double = measure(tiny);
  expect(Math.max(...double.lost)).toBe(0);
  expect(Math.min(...single.lost)).toBeGreaterThan(0.9);
  expect(single.half).toEqual(double.half);
  expect(Math.min(...single.half.map(({ bfloat16 }) => bfloat16))).toBe(1);
});

it('what float64 loses is told from what is 0 without rounding, down to the first layer', () => {
  const deep = measure({ hidden: { layers: 600, width: 4 } });
  expect([deep.lost[0], deep.lost.at(-1)]).toEqual([1, 0]);
  expect(Math.max(...measure({ hidden: [8, 8], init: 'zeros' }).lost)).toBe(0);
});

it.each([
  ['adam of a small epsilon', adam(1e-200), true],
  ['adam of its usual epsilon', adam(1e-8), false],
  ['plain gradient descent', { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 10 }, false],
])('only the format is in the way of %s: %s', (_, training, expected) => {
  expect(measure(tiny, { precision: 'float32', training }).onlyFormat).toBe(expected);
});
