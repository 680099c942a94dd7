import { describe, expect, test } from 'vitest';
import { createEngine, layersOf } from '../../test/support/networks.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { biographies, type Death } from './biographies.ts';
import type { History } from './history.ts';
import { Recorder } from './recorder.ts';

/** Records, at each step, a ReLU net 1-2-2-2 on x = 1 and 2 whose biases are those given for that step. */
function recorded(biases: readonly (readonly number[])[], every = 1): History {
  const layers = layersOf([1, 2, 2, 2], { kind: 'relu' });
  const ones = layers.map(({ fanIn, width }) => ({
    fanIn,
    fanOut: width,
    W: new Float64Array(fanIn * width).fill(1),
    b: new Float64Array(width),
  }));
  const data = { samples: 2, features: 1, X: Float64Array.of(1, 2), y: Int32Array.of(0, 1) };
  const network = new Network(modelOf(createEngine('wasm'), layers, ones), data);
  const recorder = new Recorder(network, ['unit'], biases.length);
  for (const [index, own] of biases.entries()) {
    network.layers[0].b.values.set(own.slice(0, 2));
    network.layers[1].b.values.set(own.slice(2));
    const { loss, correct } = network.backpropagate();
    const state = () => ({ step: index, optimizer: { moments: {}, powers: [] }, draws: {} });
    if (index % every === 0) recorder.record({ index, network, dataLoss: loss, correct, state }, loss);
  }
  return recorder.history();
}

const ALIVE = [0, 0, 0, 0];
/** At −1.5 a first unit lives for x = 2 alone, at −2 it is dead; a second one at −10. */
const life = [ALIVE, [-1.5, 0, 0, 0], [-2, 0, 0, 0], [-9, 0, 0, -10], ALIVE, [0, 0, 0, 0], [-2, -1, 0, -10]];

describe('a hand-made net whose units die and come back', () => {
  const deaths: Death[] = [
    { layer: 1, unit: 1, diedAt: 2, aliveAt: 1, revivedAt: 4 },
    { layer: 2, unit: 2, diedAt: 3, aliveAt: 2, revivedAt: 4 },
    { layer: 1, unit: 1, diedAt: 6, aliveAt: 5, revivedAt: null },
    { layer: 2, unit: 2, diedAt: 6, aliveAt: 5, revivedAt: null },
  ];

  test('has each death with its steps, in their order', () => {
    expect(biographies(recorded(life), [2, 2])).toEqual(deaths);
  });

  test('recorded at every second step, has the steps that were', () => {
    expect(biographies(recorded(life, 2), [2, 2])).toEqual([
      { layer: 1, unit: 1, diedAt: 2, aliveAt: 0, revivedAt: 4 },
      { layer: 1, unit: 1, diedAt: 6, aliveAt: 4, revivedAt: null },
      { layer: 2, unit: 2, diedAt: 6, aliveAt: 4, revivedAt: null },
    ]);
  });
});

test('a unit that is dead at first was not seen alive', () => {
  expect(biographies(recorded([[-3, 0, 0, 0], ALIVE]), [2, 2])).toEqual([
    { layer: 1, unit: 1, diedAt: 0, aliveAt: null, revivedAt: 1 },
  ]);
});

test('a layer whose units are all dead takes that above it along, where its biases are not positive', () => {
  const deaths = biographies(recorded([ALIVE, [-2, -2, 0, 1]]), [2, 2]);
  expect(deaths.map(({ layer, unit }) => [layer, unit])).toEqual([
    [1, 1],
    [1, 2],
    [2, 1],
  ]);
});

test('is empty if all units live', () => {
  expect(biographies(recorded([ALIVE, ALIVE]), [2, 2])).toEqual([]);
});

test('refuses a history without the series, or of other widths, and says what to record', () => {
  const history = recorded([ALIVE]);
  const message = 'history.series.unit_dead: expected';
  expect(() => biographies({ ...history, series: {} }, [2, 2])).toThrow(
    new RangeError(`${message} 4 units, got none; record the probe "unit"`),
  );
  expect(() => biographies(history, [3, 2])).toThrow(
    new RangeError(`${message} 5 units, got 4 units; record the probe "unit"`),
  );
});
