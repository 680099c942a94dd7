import type { MapCell, TrainabilityMap } from '@gradscope/figures';
import { type Dataset, HISTOGRAM_BINS, HISTOGRAM_EDGES, type RegressionDataset, type Run } from 'gradscope';

/** A run with made-up history in closed form: `magnitude(step, layer)` fills every measure. */
export function syntheticRun(
  name: string,
  steps: Int32Array,
  layers: number,
  magnitude: (step: number, layer: number) => number,
): Run {
  const values = Float64Array.from({ length: steps.length * layers }, (_, i) =>
    magnitude(steps[Math.floor(i / layers)], 1 + (i % layers)),
  );
  const series = { columns: layers, values };
  return runOf(name, steps, networkLayers(layers, 50), {
    grad_l1: series,
    grad_mean: series,
    notebook_heuristic: series,
  });
}

/** `layers` layers from 2 features over `width` sigmoid units to 3 outputs. */
const networkLayers = (layers: number, width: number): Run['layers'] =>
  Array.from({ length: layers }, (_, l) => ({
    fanIn: l === 0 ? 2 : width,
    width: l === layers - 1 ? 3 : width,
    activation: { kind: l === layers - 1 ? 'identity' : 'sigmoid' },
    normalization: 'none',
    skip: false,
    dropout: 0,
    bias: true,
    scale: 1,
  }));

function runOf(
  name: string,
  steps: Int32Array,
  layers: Run['layers'],
  series: Run['history']['series'],
): Run {
  const last = steps[steps.length - 1];
  const loss = Float64Array.from(steps, step => 0.1 + 1 / (1 + (8 * step) / last));
  const accuracy = Float64Array.from(steps, step => 1 - 0.6 / (1 + (20 * step) / last));
  const empty = new Float64Array(0);
  const parameters = layers.map(({ fanIn, width }) => ({ fanIn, fanOut: width, W: empty, b: empty }));
  return {
    name,
    network: {
      name,
      hidden: layers.slice(0, -1).map(({ width }) => width),
      activation: { kind: 'sigmoid' },
      init: { kind: 'normal', std: 0.1 },
      normalization: 'none',
      residual: 'none',
      dropout: 0,
      bias: true,
      parameterization: 'standard',
    },
    layers,
    initial: parameters,
    final: parameters,
    history: { step: steps, loss, accuracy, series },
    steps: last + 1,
    divergedAt: null,
    broken: null,
    interrupted: false,
    loss: loss.at(-1)!,
    accuracy: accuracy.at(-1)!,
    test: null,
  };
}

/** −1 … 1, as good as random, the same on every machine. */
function noise(i: number): number {
  const bits = Math.imul((i + 1) ^ ((i + 1) >>> 15), 0x2c1b3c6d);
  return (Math.imul(bits ^ (bits >>> 12), 0x297a2d39) >>> 0) / 2 ** 31 - 1;
}

export interface ProbedRunOptions {
  readonly layers: number;
  readonly width: number;
  readonly steps: Int32Array;
  /** What each hidden layer makes of the signal: by its weights, and by its slope. */
  readonly weights: number;
  readonly slope: number;
  /** By its normalization, its skip connection. Default 1. */
  readonly normalization?: number;
  readonly skip?: number;
}

/** A run with all that probes record, made up in closed form, in which the signal shrinks evenly from layer to layer. */
export function probedRun(
  name: string,
  { layers, width, steps, weights, slope, normalization = 1, skip = 1 }: ProbedRunOptions,
): Run {
  const network = networkLayers(layers, width);
  const last = steps.at(-1)!;
  const table = (columns: number, value: (step: number, column: number, i: number) => number) => ({
    columns,
    values: Float64Array.from({ length: steps.length * columns }, (_, i) =>
      value(steps[Math.floor(i / columns)], i % columns, i),
    ),
  });
  /** Over training each hidden layer lets a little more through. */
  const gain = (step: number, l: number) => 1 + (0.15 * step) / last + 0.05 * noise(l);
  const parts = { weights, skip, dropout: 1, slope, normalization };
  const delta = (step: number, l: number) => {
    let norm = 0.4;
    for (let at = layers - 2; at >= l; at--) {
      norm *= weights * skip * slope * normalization * gain(step, at);
    }
    return norm;
  };
  const neurons = network.flatMap((layer, l) => Array.from({ length: layer.width }, (_, j) => ({ l, j })));
  const units = neurons.filter(({ l }) => l < layers - 1);
  const isDead = (step: number, l: number, j: number) => noise(7 * l + 131 * j) > 0.9 && step >= last / 3;
  const entries = network.map(layer => layer.fanIn * layer.width);
  return runOf(name, steps, network, {
    delta_norm: table(layers, delta),
    grad_mean: table(layers, (step, l, i) => (delta(step, l) * (1 + 0.2 * noise(i))) / Math.sqrt(entries[l])),
    ...Object.fromEntries(
      Object.entries(parts).map(([part, factor]) => [
        `ledger_${part}`,
        table(layers - 1, (step, l) => (part === 'slope' ? factor * gain(step, l) : factor)),
      ]),
    ),
    saturated: table(layers - 1, (step, l) => (0.8 * step) / (step + last / (1 + l))),
    dead: table(layers - 1, (step, l) => {
      const own = units.filter(unit => unit.l === l);
      return own.filter(({ j }) => isDead(step, l, j)).length / own.length;
    }),
    unit_dead: table(units.length, (step, at) => (isDead(step, units[at].l, units[at].j) ? 1 : 0)),
    update_ratio: table(
      layers,
      (step, l, i) => (delta(step, l) / 200 / (1 + step / last)) * (1 + 0.2 * noise(i)),
    ),
    grad_neuron: table(neurons.length, (step, at, i) => {
      const { l, j } = neurons[at];
      if (l < layers - 1 && isDead(step, l, j)) return 0;
      return delta(step, l) * 0.1 * 10 ** (0.6 * noise(at) + 0.05 * noise(i));
    }),
    grad_histogram: table(layers * HISTOGRAM_BINS, (step, at) => {
      const [l, bin] = [Math.floor(at / HISTOGRAM_BINS), at % HISTOGRAM_BINS];
      if (bin === 0) return l === 0 ? Math.floor(entries[l] / 5) : 0;
      const center =
        Math.log10(HISTOGRAM_EDGES[Math.min(bin, HISTOGRAM_BINS - 2) - 1]) - Math.log10(delta(step, l) / 30);
      return Math.round(entries[l] * 0.4 * Math.exp(-center * center));
    }),
    weight_sv: table(
      network.reduce((sum, layer) => sum + Math.min(layer.fanIn, layer.width), 0),
      (step, at) => {
        let [l, k] = [0, at];
        for (; k >= Math.min(network[l].fanIn, network[l].width); l++)
          k -= Math.min(network[l].fanIn, network[l].width);
        return (1.4 + step / last) * 10 ** ((-k * (1 + 0.1 * l)) / width);
      },
    ),
    jacobian_sv: table(2, (step, k) => delta(step, 0) * (k === 0 ? 2 : 0.3)),
  });
}

/** Steps 0, `every`, … below `end`. */
export const everyStep = (end: number, every: number): Int32Array =>
  Int32Array.from({ length: Math.ceil(end / every) }, (_, i) => i * every);

/** `classes` arms of a spiral, `points` samples each. */
export function syntheticSpiral(points: number, classes: number): Dataset {
  const X = new Float64Array(2 * points * classes);
  const y = new Int32Array(points * classes);
  for (let i = 0; i < y.length; i++) {
    const k = Math.floor(i / points);
    const radius = (i % points) / (points - 1);
    const angle = 4 * (k + radius) + 0.2 * Math.sin(12.9898 * i);
    X.set([radius * Math.sin(angle), radius * Math.cos(angle)], 2 * i);
    y[i] = k;
  }
  return { samples: y.length, features: 2, classes, X, y };
}

/** Scores on a square grid over −2 … 2: the nearest of `classes` centres on a circle wins. */
export function syntheticScores(side: number, classes: number) {
  const x = Float64Array.from({ length: side }, (_, i) => -2 + (4 * i) / (side - 1));
  const scores = Float64Array.from({ length: side * side * classes }, (_, at) => {
    const [k, point] = [at % classes, Math.floor(at / classes)];
    const angle = (2 * Math.PI * (k + 0.3)) / classes;
    const [dx, dy] = [x[point % side] - Math.cos(angle), x[Math.floor(point / side)] - Math.sin(angle)];
    return -dx * dx - dy * dy;
  });
  return { x, y: x, scores, classes };
}

/** A noisy sine, and two networks' answers to it: one close, one flat. */
export function syntheticCurve(samples: number) {
  const X = Float64Array.from({ length: samples }, (_, i) => -1 + (2 * i) / (samples - 1));
  const targets = X.map((x, i) => Math.sin(Math.PI * x) + 0.15 * noise(i));
  const data: RegressionDataset = { samples, features: 1, outputs: 1, X, targets };
  const x = Float64Array.from({ length: 101 }, (_, i) => -1.2 + (2.4 * i) / 100);
  const predictions = [
    { name: 'tanh', x, y: x.map(at => 0.95 * Math.sin(3.05 * at)) },
    { name: 'sigmoid', x, y: x.map(at => 0.4 * at) },
  ];
  return { data, predictions };
}

/** Outputs of layers that saturate more the deeper they are, or, rectified, that die out. */
export function syntheticActivations(layers: number, kind: 'tanh' | 'relu') {
  return Array.from({ length: layers }, (_, l) => ({
    name: `layer ${l + 1}`,
    values: Float64Array.from({ length: 2000 }, (_, i) => {
      const z = (noise(i) + noise(i + 5000 * (l + 1)) + noise(3 * i)) * (0.4 + 0.4 * l);
      return kind === 'tanh' ? Math.tanh(z) : Math.max(0, z * 0.6 ** l - 0.02 * l);
    }),
  }));
}

/**
 * A map whose cells train the better the larger `how` is, which is given the place on both axes, 0 … 1: below −1 they
 * diverge, up to 0 they learn nothing.
 */
export function syntheticMap(
  { x, y }: Pick<TrainabilityMap, 'x' | 'y'>,
  how: (x: number, y: number) => number,
): Omit<TrainabilityMap, 'cells'> & { readonly cells: readonly MapCell[] } {
  const [nx, ny] = [x.values.length, y.values.length];
  const cells = Array.from({ length: nx * ny }, (_, at): MapCell => {
    const [i, j] = [at % nx, Math.floor(at / nx)];
    const good = how((i + 0.5) / nx, (j + 0.5) / ny) + 0.05 * noise(at);
    return {
      loss: good < -0.2 ? Number.NaN : 10 ** (-2 * good),
      firstLoss: 1,
      lastLoss: 10 ** (-2 * good),
      accuracy: Math.max(0.33, Math.min(1, 0.4 + good / 2)),
      firstGradient: 10 ** (-6 + 3 * good),
      stepsToTarget: good < 0.5 ? null : Math.round(500 / good ** 4),
      divergedAt: good < -0.2 ? 17 : null,
      symptom: good > 0.4 ? null : good > 0 ? 'vanishing' : 'saturated',
    };
  });
  return { x, y, cells };
}
