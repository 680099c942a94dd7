import type { Layer } from '../network/layer.ts';
import type { Network } from '../network/network.ts';
import type { LearnedTensor } from '../network/parameters.ts';
import type { Visitor } from '../network/pass.ts';
import type { Step, TrainingSettings } from '../training/train.ts';
import { meanMagnitude, notebookHeuristic } from './gradient.ts';
import { firstRows, type History, type Series, seriesNamed } from './history.ts';
import { kindsOf, type ProbeName, seriesColumns } from './index.ts';
import type { Probe, ProbeKind, Row } from './probe.ts';

/** Initial capacity in rows: a run whose rows are taken as it goes needs no more. */
const FIRST_ROOM = 1024;

/** Measures a network while it trains and keeps the measurements, row after row. */
export class Recorder {
  /** What the probes see of the backward pass of a step that is to be recorded; undefined if none looks. */
  readonly visitor: Visitor | undefined;
  private readonly network: Network;
  private readonly probes: readonly Probe[];
  private readonly capacity: number;
  private step: Int32Array;
  private loss: Float64Array;
  private accuracy: Float64Array;
  private series: Readonly<Record<string, Series>>;
  private rows = 0;

  /**
   * For up to `capacity` rows at a time. `earlier` holds the records before a checkpoint; it is copied, and a
   * series that it lacks is NaN there. `others` are probes beyond those that the experiment requests. `training` is
   * how the network is trained, for the probes that ask.
   */
  constructor(
    network: Network,
    probes: readonly ProbeName[],
    capacity: number,
    earlier?: History,
    others: readonly ProbeKind[] = [],
    training?: TrainingSettings,
  ) {
    const layers = network.layers.map(({ settings }) => settings);
    const columns: Record<string, number> = Object.assign(
      seriesColumns(probes, layers),
      ...others.map(kind => kind.columns(layers)),
    );
    this.network = network;
    this.probes = [...kindsOf(probes), ...others].map(kind => kind.create(network, training));
    this.visitor = together(this.probes.flatMap(({ visitor }) => visitor ?? []));
    this.capacity = capacity;
    const room = Math.max(earlier?.step.length ?? 0, Math.min(capacity, FIRST_ROOM));
    this.step = new Int32Array(room);
    this.loss = new Float64Array(room);
    this.accuracy = new Float64Array(room);
    this.series = mapValues(columns, count => ({ columns: count, values: new Float64Array(room * count) }));
    if (earlier) this.restore(earlier);
  }

  /** Records the state before this step's update, and the training loss there. */
  record(step: Step, loss: number): void {
    if (this.rows === this.step.length) this.makeRoom();
    const row = this.rows++;
    this.step[row] = step.index;
    this.loss[row] = loss;
    this.accuracy[row] = step.correct / step.network.answers;
    for (const probe of this.probes) probe.measure(this.rowOf(row), step);
  }

  /** Call this once the step last recorded has been updated. */
  afterUpdate(): void {
    for (const probe of this.probes) probe.afterUpdate?.(this.rowOf(this.rows - 1));
  }

  /** The records so far, as views; with `grad_mean` and `notebook_heuristic`, which follow from `grad_l1`. */
  history(): History {
    const series: Record<string, Series> = {};
    for (const [name, { columns, values }] of Object.entries(this.series)) {
      series[name] = { columns, values: values.subarray(0, this.rows * columns) };
    }
    if (series.grad_l1) {
      series.grad_mean = this.derive(series.grad_l1, (l1, { weights }) =>
        meanMagnitude(l1, entriesOf(weights), 1),
      );
      series.notebook_heuristic = this.derive(series.grad_l1, (l1, { W }) =>
        notebookHeuristic(l1, W.rows, W.columns),
      );
    }
    return {
      step: this.step.subarray(0, this.rows),
      loss: this.loss.subarray(0, this.rows),
      accuracy: this.accuracy.subarray(0, this.rows),
      series,
    };
  }

  /** The records before `step`, as copies: the recorder forgets them and reuses their memory. */
  take(step: number): History {
    const count = this.step.subarray(0, this.rows).findLastIndex(recorded => recorded < step) + 1;
    const taken = firstRows(this.history(), count);
    for (const values of [this.step, this.loss, this.accuracy]) values.copyWithin(0, count, this.rows);
    for (const { columns, values } of Object.values(this.series)) {
      values.copyWithin(0, count * columns, this.rows * columns);
    }
    this.rows -= count;
    return taken;
  }

  /** Doubles the capacity, up to the total that is needed. */
  private makeRoom(): void {
    const room = Math.min(this.capacity, 2 * this.step.length);
    const { step, loss, accuracy } = this;
    this.step = new Int32Array(room);
    this.loss = new Float64Array(room);
    this.accuracy = new Float64Array(room);
    this.step.set(step);
    this.loss.set(loss);
    this.accuracy.set(accuracy);
    this.series = mapValues(this.series, ({ columns, values }) => {
      const longer = new Float64Array(room * columns);
      longer.set(values);
      return { columns, values: longer };
    });
  }

  private rowOf(row: number): Row {
    return name => {
      const { columns, values } = this.series[name];
      return values.subarray(row * columns, (row + 1) * columns);
    };
  }

  private derive(l1: Series, measure: (l1: number, layer: Layer) => number): Series {
    const { layers } = this.network;
    const values = l1.values.map((value, at) => measure(value, layers[at % layers.length]));
    return { columns: l1.columns, values };
  }

  private restore(earlier: History): void {
    this.rows = earlier.step.length;
    this.step.set(earlier.step);
    this.loss.set(earlier.loss);
    this.accuracy.set(earlier.accuracy);
    for (const [name, { columns, values }] of Object.entries(this.series)) {
      const saved = seriesNamed(earlier, name);
      if (saved) values.set(saved.values);
      // A checkpoint of a version that did not record this series yet: not measured.
      else values.fill(Number.NaN, 0, this.rows * columns);
    }
  }
}

function entriesOf(weights: readonly LearnedTensor[]): number {
  return weights.reduce((sum, { tensor: { rows, columns } }) => sum + rows * columns, 0);
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

/** One visitor that shows all of these what it sees. */
function together(visitors: readonly Visitor[]): Visitor | undefined {
  if (visitors.length <= 1) return visitors[0];
  return {
    arrived(...seen) {
      for (const visitor of visitors) visitor.arrived(...seen);
    },
    passed(...seen) {
      for (const visitor of visitors) visitor.passed(...seen);
    },
    ...(visitors.some(({ stepped }) => stepped) && {
      stepped(...seen: Parameters<NonNullable<Visitor['stepped']>>) {
        for (const visitor of visitors) visitor.stepped?.(...seen);
      },
    }),
  };
}
