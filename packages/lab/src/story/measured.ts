import type { History } from 'gradscope';
import { rowsBefore } from '../session/historyRows.ts';

/** One value a layer, of the last row at or before `step`; undefined if there is none. */
export function layersAt(
  history: History,
  name: string,
  step = Number.POSITIVE_INFINITY,
): Float64Array | undefined {
  const series = history.series[name];
  const row = rowsBefore(history, step + 1) - 1;
  if (!series || series.columns === 0 || row < 0) return undefined;
  return series.values.subarray(row * series.columns, (row + 1) * series.columns);
}

/** The first layer's value over the last layer's. */
export function firstOfLast(layers: ArrayLike<number>): number {
  return layers[0]! / layers[layers.length - 1]!;
}

/** Where a run stood at a step. */
export interface Outcome {
  readonly step: number;
  readonly loss: number;
  /** Share classified right. */
  readonly accuracy: number;
  /** mean |∂loss/∂W| of layer 1. */
  readonly gradient: number;
}

/** The last recorded step at or before `step`; undefined if there is none. */
export function outcomeAt(history: History, step: number): Outcome | undefined {
  const row = rowsBefore(history, step + 1) - 1;
  const layers = layersAt(history, 'grad_mean', step);
  if (!layers) return undefined;
  return {
    step: history.step[row]!,
    loss: history.loss[row]!,
    accuracy: history.accuracy[row]!,
    gradient: layers[0]!,
  };
}

/** How much of the loss must be gone for a remedy to have helped, and for it to have helped a little. */
const MUCH = 0.5;
const LITTLE = 0.05;

export type Verdict = 'helped' | 'helped a little' | 'made no difference' | 'made it worse' | 'broke it';

/** What a remedy did, by the loss beside that of the network it is for, both at the same step. */
export function verdictOf(broken: Outcome, remedied: Outcome): Verdict {
  if (!Number.isFinite(remedied.loss)) return 'broke it';
  const gone = 1 - remedied.loss / broken.loss;
  if (gone >= MUCH) return 'helped';
  if (gone >= LITTLE) return 'helped a little';
  return gone > -LITTLE ? 'made no difference' : 'made it worse';
}
