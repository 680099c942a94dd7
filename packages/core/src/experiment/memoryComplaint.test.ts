import { describe, expect, test } from 'vitest';
import { times } from '../../../../scripts/soak/soaking.ts';
import { smallDocument } from '../../test/support/documents.ts';
import { draw, type LayerOptions, layersOf } from '../../test/support/networks.ts';
import type { Engine, Precision } from '../engine/engine.ts';
import { wasmEngine } from '../engine/wasm.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import { modelOf } from '../network/model.ts';
import { Network } from '../network/network.ts';
import { type ProbeName, probeNames } from '../probe/index.ts';
import { Recorder } from '../probe/recorder.ts';
import { RandomState } from '../random/randomState.ts';
import { train } from '../training/train.ts';
import { ExperimentError } from './experimentError.ts';
import { countMemory } from './memoryComplaint.ts';
import { parseExperiment } from './parseExperiment.ts';

/** Where its next tensor lies: all before is taken. Its memory may be larger, since it grows by more than is asked for. */
const endOfTensors = (engine: Engine) => engine.tensor(1, 1).values.byteOffset;

const SHAPES: readonly [number, ...number[]][] = [
  [300, 2, 50, 50, 3],
  [30_000, 2, 50, 50, 3],
  [3, 2, 3],
  [2, 2, 5000, 2],
  [5, 2, 1, 1, 1, 700, 1, 3],
  [3, 2, 70, 100, 200, 300, 400, 3],
  [40_000, 2, 1000],
];

/** Trains for two steps, with everything that takes memory; returns the bytes taken and those counted. */
function memoryOf(
  layers: readonly LayerSettings[],
  uses: { samples: number; rows?: number; precision: Precision; probes: readonly ProbeName[] },
): { taken: number; counted: number } {
  const { samples, rows = samples, precision, probes } = uses;
  const engine = wasmEngine(precision);
  const parameters = draw(layers, { kind: 'normal', std: 0.1 }, new RandomState(0));
  const data = { samples, features: 2, X: new Float64Array(2 * samples), y: new Int32Array(samples) };
  const network = new Network(modelOf(engine, layers, parameters), data, { rows });
  const recorder = new Recorder(network, probes, 3);
  const settings = { optimizer: { kind: 'sgd', stepSize: 0.1 }, l2: 0, steps: 2 } as const;
  for (const step of train(network, settings, { samples })) recorder.record(step, 0);
  network.on(data).classify(false);
  return { taken: endOfTensors(engine), counted: countMemory(layers, uses).bytes };
}

test.each(['float64', 'float32'] as const)(
  '%s: what training takes is what is counted, within 2 %%',
  precision => {
    for (const [samples, ...widths] of SHAPES) {
      for (const rows of samples > 1000 ? [samples] : [samples, 2]) {
        const layers = layersOf(widths, { kind: 'relu' });
        const { taken, counted } = memoryOf(layers, {
          samples,
          rows,
          precision,
          probes: ['gradient', 'neuron'],
        });
        expect(Math.abs(taken / counted - 1), `${samples} × ${widths}, ${rows} at once`).toBeLessThan(0.02);
      }
    }
  },
);

const KINDS: readonly [LayerSettings['activation'], LayerOptions][] = [
  [{ kind: 'gelu' }, {}],
  [{ kind: 'tanh' }, { bias: false, scale: 0.1 }],
  [{ kind: 'gelu' }, { normalization: 'batch', skip: true, dropout: 0.5 }],
  [{ kind: 'tanh' }, { normalization: 'layer', skip: true }],
  [
    { kind: 'prelu', slope: 0.25 },
    { normalization: 'batch', dropout: 0.5 },
  ],
  [{ kind: 'sigmoid' }, { skip: true }],
  [{ kind: 'maxout', pieces: 3 }, {}],
  [
    { kind: 'maxout', pieces: 5 },
    { normalization: 'layer', skip: true, dropout: 0.5 },
  ],
];

/** In `npm test` a kind has one of the precisions, the next kind the other. */
const kindsWithPrecision = KINDS.flatMap(([activation, options], turn) => {
  const both: readonly Precision[] = ['float64', 'float32'];
  return times([both[turn % 2]], both).map(precision => ({ activation, ...options, precision }));
});

describe('so does every kind of layer, with all that the probes compute in', () => {
  // This one computes in a memory of its own.
  const probes = probeNames().filter(name => name !== 'curvature');

  test.each(kindsWithPrecision)('%j', ({ activation, precision, ...options }) => {
    const equal = [300, 2, 60, 60, 60, 3] as const;
    const other = options.skip ? [] : ([[700, 2, 10, 300, 7, 90, 3]] as const);
    const shapes = [equal, [3, 2, 1, 1, 1, 3], [3000, 2, 40, 40, 3], [2, 2, 5000, 3], ...other] as const;
    for (const [samples, ...widths] of shapes) {
      const layers = layersOf(widths, activation, options);
      const { taken, counted } = memoryOf(layers, { samples, precision, probes });
      expect(Math.abs(taken / counted - 1), `${samples} × ${widths}`).toBeLessThan(0.02);
    }
  });
});

test('a probe that computes on an engine of its own has that counted: the larger of the two', () => {
  const layers = layersOf([2, 100, 3], { kind: 'tanh' });
  const bytes = (precision: Precision, probes: readonly ProbeName[], rows?: number) =>
    countMemory(layers, { samples: 3000, precision, probes, ...(rows && { rows }) }).bytes;
  expect(bytes('float32', ['curvature'])).toBe(bytes('float64', ['curvature']));
  expect(bytes('float64', ['curvature'])).toBe(bytes('float64', []));
  expect(bytes('float64', ['curvature'], 8)).toBeGreaterThan(1.3 * bytes('float64', [], 8));
});

interface Size {
  readonly pointsPerClass?: number;
  readonly classes?: number;
  readonly hidden?: unknown;
  readonly steps?: number;
  readonly networks?: number;
  readonly precision?: string;
}

function documentOf({
  pointsPerClass = 8,
  classes = 3,
  hidden = [5],
  steps = 30,
  networks = 1,
  precision = 'float64',
}: Size) {
  const { data, training, ...rest } = smallDocument();
  return {
    ...rest,
    data: { ...data, pointsPerClass, classes },
    networks: Array.from({ length: networks }, (_, i) => ({ ...rest.networks[0], name: `n${i}`, hidden })),
    training: { ...training, steps },
    precision,
  };
}

describe('refuses up front what does not fit in memory', () => {
  test.each<[Size, string]>([
    [
      { hidden: [100_000, 100_000] },
      'networks[0].hidden: expected layers that fit in 4 GiB with 24 points, got 298\u00a0GiB for 2-100000-100000-3',
    ],
    [
      { hidden: { layers: 1000, width: 100_000 } },
      'networks[0].hidden: expected layers that fit in 4 GiB with 24 points, got 146\u00a0TiB for 1001 layers',
    ],
    [
      { pointsPerClass: 10_000_000, classes: 1000 },
      'data: expected points that fit in 4 GiB, got 146\u00a0TiB for 10000000000 points',
    ],
    [
      { pointsPerClass: 10_000_000, hidden: [50] },
      'networks[0].hidden: expected layers that fit in 4 GiB with 30000000 points, got 24.7\u00a0GiB for 2-50-3',
    ],
    [
      { steps: 1_000_000_000 },
      'record.every: expected a history that fits in 4 GiB, got 149\u00a0GiB for 1000000001 records; record less often',
    ],
    [
      { hidden: [8000, 8000], networks: 9 },
      'networks: expected initial parameters that fit in 4 GiB together, got 4.3\u00a0GiB',
    ],
  ])('%j', (size, message) => {
    expect(() => parseExperiment(documentOf(size))).toThrow(new ExperimentError(message));
  });

  test('float32 holds twice as much', () => {
    const hidden = [8500, 8500];
    expect(() => parseExperiment(documentOf({ hidden: [13_000, 13_000] }))).toThrow(ExperimentError);
    expect(() =>
      parseExperiment(documentOf({ hidden: [13_000, 13_000], precision: 'float32' })),
    ).not.toThrow();
    expect(() => parseExperiment(documentOf({ hidden }))).not.toThrow();
  });

  test('what is large but fits is taken', () => {
    expect(() => parseExperiment(documentOf({ hidden: [100_000] }))).not.toThrow();
    expect(() => parseExperiment(documentOf({ hidden: { layers: 1000, width: 50 } }))).not.toThrow();
    expect(() => parseExperiment(documentOf({ pointsPerClass: 1_000_000 }))).not.toThrow();
    expect(() => parseExperiment(documentOf({ steps: 20_000_000 }))).not.toThrow();
  });
});
