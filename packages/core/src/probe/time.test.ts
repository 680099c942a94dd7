import { describe, expect, test } from 'vitest';
import { wasmEngine } from '../engine/wasm.ts';
import { countMemory } from '../experiment/memoryComplaint.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { prepare } from '../experiment/prepare.ts';
import { Trainer } from '../experiment/trainer.ts';
import { recurrentPlaces } from '../network/landmarks.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import type { SeriesName } from './index.ts';
import { TIME_SERIES } from './time.ts';

const LENGTH = 12;
const WIDTH = 5;
const SAMPLES = 7;

const experimentOf = (hidden: readonly unknown[]) =>
  parseExperiment({
    data: { kind: 'adding', samples: SAMPLES, length: LENGTH },
    networks: [{ name: 'net', hidden, activation: 'tanh', init: { kind: 'orthogonal', gain: 1.3 } }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 3 },
    record: { every: 1, probes: ['time', 'ledger'] },
  });

function recordedAt0(hidden: readonly unknown[]) {
  const experiment = experimentOf(hidden);
  const trainer = new Trainer(experiment, 0);
  trainer.advance(3);
  const { series } = trainer.run().history;
  const row = (name: SeriesName) => series[name]!.values.slice(0, series[name]!.columns);
  return { experiment, row };
}

const cell = (name: string) => ({ kind: 'recurrent', cell: name, width: WIDTH + 1 });
const last = { kind: 'pool', how: 'last' };

test('‖∂loss/∂h[t]‖ of a tanh recurrence is that of δ written out, relative error < 1e-12', () => {
  const { experiment, row } = recordedAt0([cell('tanh'), last]);
  const { data, networks, loss } = prepare(experiment);
  const network = new Network(modelOf(wasmEngine(), networks[0].layers, networks[0].parameters), data, {
    loss,
  });
  network.backpropagate();
  const { U } = networks[0].parameters[0] as unknown as { U: Float64Array };
  const { W: V } = networks[0].parameters[1];
  const [width, h] = [WIDTH + 1, network.layers[0].h.values];
  // What the output passes to the last state; then δ[t−1] = δ[t] Uᵀ, times the slope 1 − h².
  let d = Float64Array.from({ length: SAMPLES * width }, (_, i) => {
    const [n, j] = [Math.floor(i / width), i % width];
    return network.layers[1].dz.values[n] * V[j];
  });
  for (let t = LENGTH - 1; t >= 0; t--) {
    expect(Math.abs(Math.hypot(...d) / row('time_signal')[t] - 1), `t = ${t}`).toBeLessThan(1e-12);
    const slope = (n: number, j: number) => 1 - h[(n * LENGTH + t) * width + j] ** 2;
    d = Float64Array.from({ length: SAMPLES * width }, (_, i) => {
      const [n, j] = [Math.floor(i / width), i % width];
      let sum = 0;
      for (let k = 0; k < width; k++) sum += d[n * width + k] * slope(n, k) * U[j * width + k];
      return sum;
    });
  }
});

describe.each(['tanh', 'relu', 'lstm', 'gru', 'diagonal'])('of a %s recurrence', name => {
  test('the factors multiply to the signal, relative error < 1e-12', () => {
    const { row } = recordedAt0([cell(name), { ...cell(name), residual: 'identity' }, last]);
    const [signal, , weights, entering, slope] = TIME_SERIES.map(row);
    expect(signal).toHaveLength(2 * LENGTH);
    for (const first of [0, LENGTH]) {
      let δ = signal[first + LENGTH - 1] * slope[first + LENGTH - 1];
      for (let t = LENGTH - 2; t >= 0; t--) {
        const at = first + t;
        δ *= weights[at] * entering[at] * slope[at];
        expect(Math.abs(δ / (signal[at] * slope[at]) - 1)).toBeLessThan(1e-12);
      }
      expect(weights[first + LENGTH - 1]).toBeNaN();
    }
  });
});

test('an LSTM records the signal of its state, others NaN', () => {
  expect(
    recordedAt0([cell('lstm'), last])
      .row('time_state')
      .every(value => value > 0),
  ).toBe(true);
  expect(
    recordedAt0([cell('gru'), last])
      .row('time_state')
      .every(Number.isNaN),
  ).toBe(true);
});

test('a truncated signal is 0 before the cut', () => {
  const signal = recordedAt0([{ ...cell('tanh'), truncate: 5 }, last]).row('time_signal');
  expect([...signal].map(value => value === 0)).toEqual(Array.from({ length: LENGTH }, (_, t) => t < 10));
});

test('recurrent layers inside blocks have places of their own', () => {
  const { experiment } = recordedAt0([6, { kind: 'block', layers: [cell('gru')] }, cell('tanh'), last]);
  expect(recurrentPlaces(prepare(experiment).networks[0].layers)).toEqual([
    { name: '2.1', layer: 2, positions: LENGTH },
    { name: '3', layer: 3, positions: LENGTH },
  ]);
});

test('memory is linear in the number of positions', () => {
  const bytes = [250, 500, 1000].map(length => {
    const experiment = parseExperiment({
      data: { kind: 'adding', samples: 32, length },
      networks: [
        {
          name: 'net',
          hidden: [{ kind: 'recurrent', cell: 'lstm', width: 64 }, last],
          activation: 'tanh',
          init: 'glorotNormal',
        },
      ],
      training: { optimizer: { kind: 'adam' }, steps: 1 },
    });
    const [{ layers }] = prepare(experiment).networks;
    return countMemory(layers, { samples: 32, precision: 'float64' }).bytes;
  });
  expect((bytes[2] - bytes[1]) / (bytes[1] - bytes[0])).toBeCloseTo(2, 2);
});
