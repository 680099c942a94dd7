import { HELD_OUT_SERIES, HISTOGRAM_BINS, HISTOGRAM_EDGES, type Run, type Values } from 'gradscope';
import type { EventValue, HistogramEvent } from '../events/eventValue.ts';
import { writeEvents } from '../events/writeEvents.ts';
import { curveColumns } from './curves.ts';

/** The time of a run's training, for TensorBoard's time axis. */
export interface TrainingTime {
  readonly startedAt: Date;
  /** Wall time of its training. */
  readonly seconds: number;
}

type EventRun = Pick<Run, 'name' | 'layers' | 'history' | 'initial' | 'final' | 'steps'>;

/** Bins of a histogram of weights. */
const BINS = 30;

/**
 * A run as an event file for TensorBoard.
 *
 * Scalars are `loss`, `accuracy`, `test_loss` and `test_accuracy` if rows are held out, and each series with
 * one value per layer: `grad_l2/layer3`. They are float32 unless that would turn a value into 0 or infinity.
 * Histograms show the weights at the first step and the last, `weights/layer3`, and, if they were recorded,
 * log₁₀|∂loss/∂W| without the zeros, `grad_log10/layer3`.
 *
 * @param time steps are spread evenly over it
 */
export function writeRunEvents(run: EventRun, time: TrainingTime): Uint8Array {
  const start = time.startedAt.getTime() / 1000;
  const wallTime = (step: number) => start + (time.seconds * step) / Math.max(1, run.steps);
  return writeEvents([
    ...scalars(run, wallTime),
    ...weightHistograms(run, wallTime),
    ...gradientHistograms(run, wallTime),
  ]);
}

type Clock = (step: number) => number;

function scalars(run: EventRun, wallTime: Clock): EventValue[] {
  const { step } = run.history;
  return curveColumns(run).flatMap(({ name, values }) => {
    const tag = tagOf(name, run.layers.length);
    if (!tag || values instanceof Int32Array || values.every(Number.isNaN)) return [];
    const precision = values.some(isLostInFloat32) ? 'float64' : 'float32';
    return Array.from(values, (value, row): EventValue[] => {
      const at = step[row];
      // Held-out rows are evaluated at some of the recorded steps.
      if (HELD_OUT_SERIES.includes(name) && Number.isNaN(value)) return [];
      return [{ kind: 'scalar', tag, step: at, wallTime: wallTime(at), value, precision }];
    }).flat();
  });
}

/**
 * `grad_l2_3` is `grad_l2/layer3`; undefined for series with several values per layer, which would be too
 * many curves.
 */
function tagOf(name: string, layers: number): string | undefined {
  if (name === 'loss' || name === 'accuracy' || HELD_OUT_SERIES.includes(name)) return name;
  const [, series, layer] = /^(.+?)_(\d+)$/.exec(name) ?? [];
  const isOfLayer = layer !== undefined && Number(layer) <= layers && !/_\d+$/.test(series);
  return isOfLayer && !series.endsWith('_sv') ? `${series}/layer${layer}` : undefined;
}

function isLostInFloat32(value: number): boolean {
  const rounded = Math.fround(value);
  return Number.isFinite(value) && ((value !== 0 && rounded === 0) || !Number.isFinite(rounded));
}

function weightHistograms({ initial, final, steps }: EventRun, wallTime: Clock): HistogramEvent[] {
  const at = (parameters: EventRun['final'], step: number) =>
    parameters.map(({ W }, l): HistogramEvent => {
      const tag = `weights/layer${l + 1}`;
      return { kind: 'histogram', tag, step, wallTime: wallTime(step), buckets: histogramOf(W) };
    });
  return steps > 0 ? [...at(initial, 0), ...at(final, steps)] : at(initial, 0);
}

/** The finite values in equal bins from the smallest to the largest, `[bins, 3]`: left edge, right edge, count. */
function histogramOf(values: Values): Float64Array {
  const finite = Float64Array.from(values).filter(Number.isFinite).sort();
  if (finite.length === 0) return new Float64Array(0);
  const [least, most] = [finite[0], finite.at(-1)!];
  if (least === most) return Float64Array.of(least, most, finite.length);
  const edge = (i: number) => (i === BINS ? most : least + (i / BINS) * (most - least));
  const buckets = Float64Array.from({ length: 3 * BINS }, (_, i) =>
    i % 3 === 2 ? 0 : edge(Math.floor(i / 3) + (i % 3)),
  );
  for (const value of finite) {
    const bin = Math.min(BINS - 1, Math.floor(((value - least) / (most - least)) * BINS));
    buckets[3 * bin + 2]++;
  }
  return buckets;
}

function gradientHistograms({ history, layers }: EventRun, wallTime: Clock): HistogramEvent[] {
  const counts = history.series.grad_histogram;
  if (!counts) return [];
  return layers.flatMap((_, l) =>
    Array.from(history.step, (step, row): HistogramEvent => {
      const from = row * counts.columns + l * HISTOGRAM_BINS;
      const buckets = logarithmic(counts.values.subarray(from, from + HISTOGRAM_BINS));
      return { kind: 'histogram', tag: `grad_log10/layer${l + 1}`, step, wallTime: wallTime(step), buckets };
    }),
  );
}

/** The bins from the first to the last that is not empty; the exact zeros, bin 0, have no logarithm. */
function logarithmic(counts: Float64Array): Float64Array {
  const first = counts.findIndex((count, bin) => bin > 0 && count > 0);
  if (first < 0) return new Float64Array(0);
  const last = counts.findLastIndex(count => count > 0);
  const bins = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return Float64Array.from(bins.flatMap(bin => [edgeBelow(bin), edgeBelow(bin + 1), counts[bin]]));
}

/** log₁₀ of the lower border of a bin; for the outermost bins, which have none, half a decade beyond. */
function edgeBelow(bin: number): number {
  const lowest = Math.round(2 * Math.log10(HISTOGRAM_EDGES[0])) / 2;
  return lowest + (bin - 2) / 2;
}
