import { makeData } from '../data/makeData.ts';
import type { Table } from '../data/table.ts';
import { prepare } from '../experiment/prepare.ts';
import type { Experiment } from '../experiment/schema.ts';
import { type StartingSignal, startingSignal } from '../experiment/startingSignal.ts';
import { RandomState } from '../random/randomState.ts';
import type { Bands } from './bands.ts';
import { type Baseline, baselineOf } from './baseline.ts';
import { type DataScale, dataScale } from './dataScale.ts';
import { isMismatch, type NeighbourScore, neighbourScore } from './neighbours.ts';
import { type OutputFit, outputFit } from './outputFit.ts';
import { signalBands } from './references.ts';
import { alignTargets, targetShiftOf } from './targetShift.ts';
import { type UnderflowEvidence, underflowOf } from './underflow.ts';

/** Facts about a network and its data before the first step. */
export interface Background {
  readonly baseline: Baseline;
  readonly scale: DataScale;
  readonly output: OutputFit | null;
  readonly neighbours: NeighbourScore;
  /**
   * By how many rows targets are displaced from their inputs; null if they are not, or the number is unknown.
   */
  readonly targetShift: number | null;
  readonly underflow: UnderflowEvidence;
  /** Bands of the signal in reference starts. */
  readonly bands: Bands;
  readonly start: StartingSignal;
}

/** Other random starts of the same network. */
const STARTS = 16;

/** Measures data and starts of network `index`. */
export function backgroundOf(experiment: Experiment, index: number, table?: Table): Background {
  const prepared = prepare(experiment, table);
  const { data } = prepared;
  const neighbours = neighbourScore(data);
  const targetShift = isMismatch(neighbours) ? shiftInTable(experiment, table) : null;
  return {
    baseline: baselineOf(prepared.data, prepared.loss),
    scale: dataScale(data, takesTokens(experiment, index)),
    output: outputFit(experiment, index, prepared.data),
    neighbours,
    targetShift,
    underflow: underflowOf(experiment, prepared, index),
    bands: signalBands(alignTargets(experiment, targetShift), index, table),
    start: startingSignal(experiment, prepared, index, STARTS),
  };
}

/** Whether the inputs are the numbers of tokens, whose size means nothing. */
function takesTokens({ networks }: Experiment, index: number): boolean {
  const [first] = networks[index].hidden;
  return typeof first === 'object' && first.kind === 'embedding';
}

/** Only a table's rows have a meaningful order, and a setting that shifts targets. */
function shiftInTable({ data }: Experiment, table?: Table): number | null {
  if (data.kind !== 'table') return null;
  return targetShiftOf(makeData({ ...data, test: 0 }, new RandomState(0), table)) ?? null;
}
