import { describeIssues } from '../describeIssues.ts';
import { ExperimentError } from '../experimentError.ts';
import { parseExperiment } from '../parseExperiment.ts';
import type { Experiment } from '../schema.ts';
import { axisValues } from './axisValues.ts';
import { type DocumentPath, type JsonValue, overlap, parsePath, withValueAt } from './documentPath.ts';
import { type AxisSettings, type GridSettings, gridSchema, type KEPT, SWEEP_LIMITS } from './sweepSchema.ts';

/** One axis of a sweep's grid. */
export interface SweepAxis {
  readonly name: string;
  /** Path of a key of the experiment, such as `training.optimizer.stepSize`. */
  readonly path: string;
  readonly values: readonly JsonValue[];
  /** How its numbers are spaced; `list` if they are listed. */
  readonly scale: 'list' | 'linear' | 'log';
}

/**
 * Many experiments of one network from one document. They are made one by one on request: there may be a
 * billion.
 */
export interface Sweep {
  readonly axes: readonly SweepAxis[];
  /** Number of runs: the product of the axes' lengths. */
  readonly total: number;
  /** The parts to keep of each run beside its summary. */
  readonly keep: GridSettings['keep'];
  /** The target loss of `stepsToTarget`. */
  readonly target: number | undefined;
  /** A run that takes longer is stopped. */
  readonly secondsPerRun: number;
  /** The axes' values of run `index`, 0 … `total` − 1, in their order; the last axis varies fastest. */
  valuesAt(index: number): JsonValue[];
  /**
   * The experiment of run `index`, its defaults filled in. Throws ExperimentError if the values are invalid
   * together.
   */
  experimentAt(index: number): Experiment;
}

/** One of the things that a sweep can keep. */
export type Kept = (typeof KEPT)[number];

/**
 * Reads a sweep document: an experiment of one network with a key `sweep`. Nothing is enumerated, and only
 * the first experiment is checked; {@link sweepComplaint} checks more.
 *
 * @throws ExperimentError `path: expected <rule>, got <value>` for a wrong grid or a wrong first experiment
 */
export function expandSweep(document: unknown): Sweep {
  const { base, grid } = parts(document);
  const axes = grid.axes.map(settings => ({
    name: settings.name ?? settings.path,
    path: settings.path,
    values: axisValues(settings),
    scale: scaleOf(settings),
  }));
  const paths = axes.map(({ path }) => parsePath(path)!);
  const complaint = axesComplaint(axes, paths);
  if (complaint) throw new ExperimentError(complaint);
  const total = axes.reduce((product, { values }) => product * values.length, 1);
  const valuesAt = (index: number) => gridValues(axes, total, index);
  const sweep: Sweep = {
    axes,
    total,
    keep: [...new Set(grid.keep)],
    target: grid.target,
    secondsPerRun: grid.secondsPerRun,
    valuesAt,
    experimentAt: index => experimentOf(base, paths, axes, valuesAt(index)),
  };
  sweep.experimentAt(0);
  return sweep;
}

/** Up to this many runs all are checked; beyond, as many spread evenly. */
const MOST_CHECKED = 100_000;

/**
 * The fault of the first wrong experiment of a sweep, as `path: expected <rule>, got <value>` and its place
 * in the grid; undefined if there is none. In a sweep of more than `most` runs, it checks every value of
 * every axis with the first values of the others, and `most` runs spread evenly.
 */
export function sweepComplaint(sweep: Sweep, most = MOST_CHECKED): string | undefined {
  for (const index of sweep.total <= most ? upTo(sweep.total) : spread(sweep, most)) {
    try {
      sweep.experimentAt(index);
    } catch (error) {
      if (error instanceof ExperimentError) return error.message;
      throw error;
    }
  }
  return undefined;
}

function* upTo(count: number, step = 1): Generator<number> {
  for (let i = 0; i < count; i += step) yield i;
}

function* spread({ axes, total }: Sweep, most: number): Generator<number> {
  let stride = total;
  for (const { values } of axes) {
    stride /= values.length;
    for (const place of values.keys()) yield place * stride;
  }
  yield* upTo(total, Math.ceil(total / most));
}

function parts(document: unknown): { base: object; grid: GridSettings } {
  if (typeof document !== 'object' || document === null || !('sweep' in document)) {
    throw new ExperimentError('sweep: expected a mapping with the axes of the grid, got nothing');
  }
  const { sweep, ...base } = document;
  const result = gridSchema.safeParse(sweep);
  if (result.success) return { base, grid: result.data };
  // The paths of the issues start at the grid.
  const issues = result.error.issues.map(issue => ({ ...issue, path: ['sweep', ...issue.path] }));
  throw new ExperimentError(describeIssues(issues, { sweep }));
}

function scaleOf({ range, random }: AxisSettings): SweepAxis['scale'] {
  return range?.scale ?? random?.scale ?? 'list';
}

function axesComplaint(axes: readonly SweepAxis[], paths: readonly DocumentPath[]): string | undefined {
  for (const [i, { name, path }] of axes.entries()) {
    const earlier = axes.slice(0, i);
    if (paths[i][0] === '$schema' || paths[i][0] === 'sweep')
      return `sweep.axes[${i}].path: expected a key of the experiment, got "${path}"`;
    if (earlier.some((_, j) => overlap(paths[i], paths[j])))
      return `sweep.axes[${i}].path: expected a place that no other axis sets, got "${path}"`;
    if (earlier.some(other => other.name.toLowerCase() === name.toLowerCase()))
      return `sweep.axes[${i}].name: expected a name no other axis has (capitals do not count), got ${JSON.stringify(name)}`;
  }
  const total = axes.reduce((product, { values }) => product * values.length, 1);
  if (total <= SWEEP_LIMITS.runs) return undefined;
  return `sweep.axes: expected at most ${SWEEP_LIMITS.runs} runs, got ${total}`;
}

function gridValues(axes: readonly SweepAxis[], total: number, index: number): JsonValue[] {
  if (!Number.isInteger(index) || index < 0 || index >= total) {
    throw new RangeError(`index: expected a run from 0 to ${total - 1}, got ${index}`);
  }
  let rest = index;
  return axes
    .toReversed()
    .map(({ values }) => {
      const value = values[rest % values.length]!;
      rest = Math.floor(rest / values.length);
      return value;
    })
    .reverse();
}

function experimentOf(
  base: object,
  paths: readonly DocumentPath[],
  axes: readonly SweepAxis[],
  values: readonly JsonValue[],
): Experiment {
  try {
    const document = paths.reduce<unknown>(
      (changed, path, i) => withValueAt(changed, path, values[i]!),
      base,
    );
    const experiment = parseExperiment(document);
    if (experiment.networks.length === 1) return experiment;
    const got = experiment.networks.length;
    throw new ExperimentError(
      `networks: expected one network, since a run of a sweep trains one, got ${got}; make what differs an axis`,
    );
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const where = axes.map(({ name }, i) => `${name} = ${JSON.stringify(values[i])}`).join(', ');
    throw new ExperimentError(
      error.complaints.map(complaint => ({ ...complaint, says: `${complaint.says} (with ${where})` })),
    );
  }
}
