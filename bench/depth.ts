import { type ProbeName, parseExperiment, Trainer } from 'gradscope';
import { CHEAP_PROBES } from './probes.ts';
import { median } from './statistics.ts';

/** The time of a step at one depth. */
export interface DepthSpeed {
  readonly layers: number;
  /** The median time of a step that records gradients at every tenth step. */
  readonly milliseconds: number;
  /** The relative time that recording all cheap series at every tenth step adds. */
  readonly probes: number;
}

const DEPTHS = [10, 100, 1000];
const EVERY = 10;
const ROUNDS = 5;

/** Times sigmoid networks of 50 units a layer on the notebook's 300 samples, one thread, float64. */
export function measureDepths(): DepthSpeed[] {
  return DEPTHS.map(layers => {
    const contenders = (['gradient', 'all'] as const).map(probes => ({
      trainer: trainerOf(layers, probes === 'all' ? CHEAP_PROBES : ['gradient']),
      times: [] as number[],
    }));
    for (const { trainer } of contenders) trainer.advance(EVERY);
    for (let round = 0; round < ROUNDS; round++) {
      for (const { trainer, times } of contenders) times.push(time(() => trainer.advance(EVERY)) / EVERY);
    }
    const [plain, all] = contenders.map(({ times }) => times);
    return {
      layers,
      milliseconds: median(plain),
      probes: median(all.map((milliseconds, round) => milliseconds / plain[round] - 1)),
    };
  });
}

function trainerOf(layers: number, probes: readonly ProbeName[]): Trainer {
  const experiment = parseExperiment({
    data: { kind: 'spiral' },
    networks: [
      {
        name: 'deep',
        hidden: { layers, width: 50 },
        activation: 'sigmoid',
        init: { kind: 'normal', std: 0.1 },
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, l2: 0.001, steps: (ROUNDS + 1) * EVERY + 1 },
    record: { every: EVERY, probes },
  });
  return new Trainer(experiment, 0);
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** The costs as text: a line per depth. */
export function formatDepths(speeds: readonly DepthSpeed[]): string {
  const lines = speeds.map(({ layers, milliseconds, probes }) => {
    const perLayer = (1000 * milliseconds) / layers;
    const cells = [milliseconds.toFixed(2).padStart(9), perLayer.toFixed(0).padStart(10)];
    return `${String(layers).padStart(6)}  ${cells.join('  ')}  ${(100 * probes).toFixed(0).padStart(10)} %`;
  });
  return ['layers   ms/step    µs/layer  all probes', ...lines].join('\n');
}
