import { type History, seriesNamed } from 'gradscope';
import { rowsBefore } from '../session/historyRows.ts';

/** The values of the layers in the last row at or before `step`, or undefined. */
export function layersAt(
  history: History,
  name: string,
  step = Number.POSITIVE_INFINITY,
): Float64Array | undefined {
  const series = seriesNamed(history, name);
  const row = rowsBefore(history, step + 1) - 1;
  if (!series || series.columns === 0 || row < 0) return undefined;
  return series.values.subarray(row * series.columns, (row + 1) * series.columns);
}

/** The first layer's value divided by the last layer's. */
export function firstOfLast(layers: ArrayLike<number>): number {
  return layers[0] / layers[layers.length - 1];
}

/** The results of a run at a step. */
export interface Outcome {
  readonly step: number;
  readonly loss: number;
  /** Share classified right. */
  readonly accuracy: number;
  /** mean |∂loss/∂W| of layer 1. */
  readonly gradient: number;
}

/** The results at the last recorded step at or before `step`, or undefined. */
export function outcomeAt(history: History, step: number): Outcome | undefined {
  const row = rowsBefore(history, step + 1) - 1;
  const layers = layersAt(history, 'grad_mean', step);
  if (!layers) return undefined;
  return {
    step: history.step[row],
    loss: history.loss[row],
    accuracy: history.accuracy[row],
    gradient: layers[0],
  };
}

/** The share of the loss that a remedy must remove to count as a help, and to count as a small help. */
const MUCH = 0.5;
const LITTLE = 0.05;

export type Verdict = 'helped' | 'helped a little' | 'made no difference' | 'made it worse' | 'broke it';

/** A remedy's effect: its loss against the loss of the broken network at the same step. */
export function verdictOf(broken: Outcome, remedied: Outcome): Verdict {
  if (!Number.isFinite(remedied.loss)) return 'broke it';
  const gone = 1 - remedied.loss / broken.loss;
  if (gone >= MUCH) return 'helped';
  if (gone >= LITTLE) return 'helped a little';
  return gone > -LITTLE ? 'made no difference' : 'made it worse';
}
