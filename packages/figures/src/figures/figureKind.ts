import { type AnyDataset, type RecordedRun, type Run, type StartingSignal, seriesNamed } from 'gradscope';
import type { FigureOptions } from '../sheet/options.ts';

/** The outputs of one layer's units for some samples. */
export interface LayerValues {
  readonly name: string;
  /** For any number of units and samples, in any order. */
  readonly values: ArrayLike<number>;
}

/** What the figures of an experiment are drawn of. What has to be computed is asked for if it is drawn. */
export interface FigureSource {
  /** In the order of the networks. */
  readonly runs: readonly Run[];
  readonly data: AnyDataset;
  /** The outputs of a trained network, `[points, outputs]`, at points `[points, features]`. */
  readonly outputs: (run: Run, points: Float64Array) => Float64Array;
  /** The outputs of every unit of each hidden layer of a trained network, on the data. */
  readonly units: (run: Run) => readonly LayerValues[];
  /** The signal before the first update: of this network, by theory, and of other random starts. */
  readonly start: (run: Run) => StartingSignal;
}

/**
 * A kind of figure: all that the files, the report, the lab and the figures of logs know of it.
 *
 * @typeParam Extra what `draw` needs beside the records: `compute` makes it, once for each figure
 */
export interface FigureKind<Extra extends object = object> {
  /** Its content, as a heading. */
  readonly title: string;
  /** It is drawn of the runs that recorded any of these; empty if it needs no record. */
  readonly series: readonly string[];
  /** What must be recorded for it, in words: `the update ratio`. */
  readonly record?: string;
  /**
   * The series of which one must be in a log of another program, the preferred first; missing if it cannot be
   * drawn of a log, whose runs have neither settings nor parameters.
   */
  readonly inLogs?: readonly string[];
  /** One figure of each run, one of all runs, or both. */
  readonly covers: 'each' | 'all' | 'both';
  /** The runs of which it shows something, among those with its series; default all. */
  pick?(runs: readonly Run[], source: FigureSource): readonly Run[];
  compute?(runs: readonly Run[], source: FigureSource): Extra;
  /** One run for a figure of each, otherwise at least one. */
  draw(runs: readonly RecordedRun[], options: FigureOptions & Extra): SVGSVGElement;
  /** What to say above it, a paragraph each; even if `pick` finds nothing to draw. */
  prose?(runs: readonly Run[]): readonly string[];
}

/** Whether a run recorded any of these series. */
export const recordedAny = ({ history }: RecordedRun, series: readonly string[]): boolean =>
  history.step.length > 0 &&
  series.some(name => name === 'loss' || (seriesNamed(history, name)?.columns ?? 0) > 0);
