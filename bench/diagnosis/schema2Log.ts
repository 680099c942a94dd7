import type { AnyDataset, Experiment, Trainer, Values } from 'gradscope';
import { neighbourScore } from '../../packages/core/dist/diagnosis/neighbours.js';

type Step = Parameters<NonNullable<Parameters<Trainer['advance']>[1]>>[0];
type Layer = Step['network']['layers'][number];
type Row = Record<string, unknown>;

/** Losses by PyTorch's names, and the operations of each in the graph. */
const LOSSES: Readonly<Record<string, readonly string[]>> = {
  crossEntropy: ['log_softmax', 'nll_loss'],
  meanSquaredError: ['mse_loss'],
};

/** Slopes against the steepest, from what the activation gives, as the logger knows them. */
const SLOPES: Readonly<Record<string, (h: number) => number>> = {
  relu: h => Number(h !== 0),
  sigmoid: h => 4 * h * (1 - h),
  tanh: h => 1 - h * h,
};
const FLAT = 0.01;
/** Rows that have the signal at both sides of each layer, which is dear. */
const SIGNAL_ROWS = 5;

/**
 * Writes of a run of ours the log that `packages/cli/loggers/pytorch.py` would write if the same network were PyTorch's. Call
 * {@link see} at each step, before its update.
 */
export class Schema2Log {
  private readonly lines: string[] = [];
  private readonly every: number;
  private readonly settings: Row;
  private readonly precision: string;
  private pending: { row: Row; weights: readonly Float64Array[] } | undefined;

  constructor(every: number, { training, precision }: Pick<Experiment, 'training' | 'precision'>) {
    const { kind, stepSize, ...others } = training.optimizer;
    this.precision = precision;
    this.every = every;
    this.settings = { kind, lr: stepSize, ...others };
  }

  text(): string {
    this.finish();
    return `${this.lines.join('\n')}\n`;
  }

  see(step: Step): void {
    const { network, index } = step;
    this.finish(network.layers);
    if (index % this.every !== 0 && Number.isFinite(step.dataLoss)) return;
    if (this.lines.length === 0)
      this.lines.push(JSON.stringify(headOf(step, this.every, this.precision, this.settings)));
    const row = {
      ...rowOf(step, this.lines.length <= SIGNAL_ROWS),
      // A trainer's network has the whole dataset.
      ...(this.lines.length === 1 && neighboursOf(network.data as AnyDataset)),
    };
    this.pending = { row, weights: network.layers.map(({ W }) => Float64Array.from(W.values)) };
  }

  /** Writes the row that waits for its update. */
  private finish(layers: readonly Layer[] = []): void {
    if (!this.pending) return;
    const { row, weights } = this.pending;
    this.pending = undefined;
    if (layers.length > 0) {
      row.update_ratio = layers.map(({ W }, l) => {
        const was = weights[l]!;
        return norm(was.map((value, i) => W.values[i]! - value)) / norm(was);
      });
      const broken = layers.findIndex(({ W }) => !W.values.every(Number.isFinite));
      if (broken >= 0) row.bad ??= `update ${broken}.weight`;
    }
    this.lines.push(JSON.stringify(row, (_, value) => (typeof value === 'number' ? rounded(value) : value)));
  }
}

/** JSON has no numbers that are not finite; the logger gives six digits. */
const rounded = (value: number) =>
  Number.isFinite(value) ? Number(value.toPrecision(6)) : value === 0 ? 0 : `${value}`;

function headOf({ network }: Step, every: number, dtype: string, optimizer: Row): Row {
  const rows = network.samples;
  const modules = network.layers.flatMap((layer, l) => {
    const { fanIn, width, normalization, activation } = layer.settings;
    const shape = { calls: 1, inputs: [rows, fanIn], outputs: [rows, width] };
    const same = { ...shape, inputs: [rows, width] };
    return [
      { name: `${l}`, kind: 'Linear', settings: `in_features=${fanIn}, out_features=${width}`, ...shape },
      ...(normalization === 'none'
        ? []
        : [{ name: `${l}.norm`, kind: normalization === 'batch' ? 'BatchNorm1d' : 'LayerNorm', ...same }]),
      ...(isHidden(network, l) ? [{ name: `${l}.act`, kind: activation.kind, ...same }] : []),
    ];
  });
  const operations = LOSSES[network.loss] ?? [];
  return {
    gradscope: 2,
    framework: 'pytorch 1.13.1',
    every,
    dtype,
    optimizer,
    loss: {
      kind: network.loss === 'crossEntropy' ? 'cross_entropy' : (operations.at(-1) ?? null),
      operations,
      terms: 1,
    },
    modules: modules.map(one => ({ settings: '', ...one })),
    parameters: network.layers.map(({ settings }, l) => ({
      name: `${l}.weight`,
      module: `${l}`,
      shape: [settings.width, settings.fanIn],
    })),
  };
}

const isHidden = ({ layers }: Step['network'], l: number) => l < layers.length - 1;

function rowOf({ index, network, dataLoss, correct }: Step, hasSignal: boolean): Row {
  const { layers, data, samples, input } = network;
  const gradients = layers.map(({ dW }) => spread(dW.values));
  const weights = layers.map(({ W }) => weigh(W.values, W.columns));
  const outputs = layers.at(-1)!.h;
  const columns = (lists: readonly Row[]) =>
    Object.fromEntries(Object.keys(lists[0]!).map(key => [key, lists.map(one => one[key])]));
  const modules = layers.flatMap((layer, l) => {
    const nothing = {
      out_mean: null,
      out_std: null,
      saturated: null,
      dead: null,
      delta_norm: null,
      input_delta_norm: null,
    };
    const linear = {
      ...nothing,
      delta_norm: hasSignal ? norm(layer.dz.values) : null,
      input_delta_norm: hasSignal && l > 0 ? inputSignal(layer) : null,
    };
    const normalized = layer.settings.normalization === 'none' ? [] : [nothing];
    return [linear, ...normalized, ...(isHidden(network, l) ? [{ ...nothing, ...activity(layer) }] : [])];
  });
  const row: Row = {
    step: index,
    loss: dataLoss,
    grad_norm: Math.hypot(...layers.map(({ dW }) => norm(dW.values))),
    ...describe('inputs', input.values, input.columns),
    ...describe('outputs', outputs.values, outputs.columns),
    ...columns(gradients),
    ...columns(weights),
    ...columns(modules),
    ...('y' in data
      ? { accuracy: correct / samples, ...constantOfClasses(data.y, outputs.columns, network.loss) }
      : constantOfValues(data.targets, outputs.columns)),
  };
  const bad = firstBad(network, dataLoss);
  return bad ? { ...row, bad } : row;
}

/** The logger's scores of neighbours once it has samples of some batches. */
function neighboursOf(data: AnyDataset): Row {
  const { score, chance, deviation, ties } = neighbourScore(data);
  return {
    neighbours: (score - chance) / (1 - chance),
    neighbours_deviation: deviation / (1 - chance),
    neighbours_ties: ties,
  };
}

function firstBad({ layers, input }: Step['network'], loss: number): string | undefined {
  const broken = (values: Values) => !values.every(Number.isFinite);
  const at = (one: (layer: Layer) => Values) => layers.findIndex(layer => broken(one(layer)));
  const last = layers.findLastIndex(({ dW }) => broken(dW.values));
  const found: readonly (readonly [string, boolean])[] = [
    [`weights ${at(({ W }) => W.values)}.weight`, at(({ W }) => W.values) >= 0],
    ['inputs', broken(input.values)],
    [`output ${at(({ h }) => h.values)}`, at(({ h }) => h.values) >= 0],
    ['loss', !Number.isFinite(loss)],
    [`gradient ${last}.weight`, last >= 0],
  ];
  return found.find(([, holds]) => holds)?.[0];
}

function sumOf(values: Values, term: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += term(value);
  return sum;
}
const norm = (values: Values): number => Math.sqrt(sumOf(values, value => value * value));
const meanOf = (values: Values): number => sumOf(values, value => value) / values.length;
const deviationOf = (values: Values, mean = meanOf(values)): number =>
  Math.sqrt(sumOf(values, value => (value - mean) ** 2) / values.length);

function rangeOf(values: Values): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}
const columnOf = (values: Values, columns: number, j: number): Float64Array =>
  Float64Array.from({ length: values.length / columns }, (_, i) => values[i * columns + j]!);

function spread(values: Values): Row {
  const sizes = values.map(Math.abs);
  return {
    grad_l2: norm(values),
    grad_mean: meanOf(sizes),
    grad_max: rangeOf(sizes)[1],
    grad_zeros: values.filter(value => value === 0).length / values.length,
    grad_bad: values.filter(value => !Number.isFinite(value)).length / values.length,
  };
}

/** Statistics of weights `[fanIn, units]`. */
function weigh(values: Values, units: number): Row {
  const own = norm(values);
  const apart = values.map((value, i) => {
    const from = i - (i % units);
    return value - meanOf(values.subarray(from, from + units));
  });
  return {
    weight_l2: own,
    weight_std: deviationOf(values),
    weight_spread: units === 1 ? null : own === 0 ? 0 : norm(apart) / own,
  };
}

function activity({ a, settings: { activation } }: Layer): Row {
  const { values, columns } = a;
  const slope = SLOPES[activation.kind];
  const isOff = (j: number) => columnOf(values, columns, j).every(value => value === 0);
  const off = Array.from({ length: columns }, (_, j) => j).filter(isOff).length / columns;
  return {
    out_mean: meanOf(values),
    out_std: deviationOf(values),
    saturated: slope ? values.filter(h => Math.abs(slope(h)) < FLAT).length / values.length : null,
    dead: activation.kind === 'relu' ? off : null,
  };
}

/** ‖δ Vᵀ‖, V = scale · W: the signal that a layer hands down. */
function inputSignal({ dz, W, settings: { scale } }: Layer): number {
  const { columns } = dz;
  let sum = 0;
  for (let n = 0; n < dz.values.length; n += columns) {
    for (let i = 0; i < W.values.length; i += columns) {
      let product = 0;
      for (let o = 0; o < columns; o++) product += dz.values[n + o]! * scale * W.values[i + o]!;
      sum += product * product;
    }
  }
  return Math.sqrt(sum);
}

function describe(what: 'inputs' | 'outputs' | 'targets', values: Values, columns: number): Row {
  const each = Array.from({ length: columns }, (_, j) => columnOf(values, columns, j));
  const deviations = each.map(column => deviationOf(column));
  const varied = each
    .map((column, j) => [Math.abs(meanOf(column)), deviations[j]!] as const)
    .filter(([, std]) => std > 0);
  const [low, high] = rangeOf(values);
  const row: Row = { mean: meanOf(values), std: deviationOf(values), max: Math.max(-low, high), low, high };
  if (what !== 'inputs') row.across = deviations.reduce((a, b) => a + b) / columns;
  else if (varied.length > 0) {
    row.offset = Math.max(...varied.map(([mean, std]) => mean / std));
    row.least = Math.min(...varied.map(([, std]) => std));
    row.most = Math.max(...varied.map(([, std]) => std));
  }
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [`${what}_${key}`, value]));
}

function constantOfClasses(y: Int32Array, classes: number, loss: string): Row {
  const shares = Array.from({ length: classes }, (_, k) => y.filter(label => label === k).length / y.length);
  if (loss !== 'crossEntropy') {
    const oneHot = Float64Array.from({ length: y.length * classes }, (_, i) =>
      Number(y[Math.floor(i / classes)] === i % classes),
    );
    return { classes: shares, ...constantOfValues(oneHot, classes) };
  }
  const best = -shares.reduce((sum, share) => (share > 0 ? sum + share * Math.log(share) : sum), 0);
  return { classes: shares, best_constant: best };
}

function constantOfValues(targets: Float64Array, columns: number): Row {
  const variances = Array.from(
    { length: columns },
    (_, j) => deviationOf(columnOf(targets, columns, j)) ** 2,
  );
  return {
    ...describe('targets', targets, columns),
    best_constant: variances.reduce((a, b) => a + b) / columns,
  };
}
