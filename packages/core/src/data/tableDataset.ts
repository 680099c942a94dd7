import type { RandomState } from '../random/randomState.ts';
import { type AnyDataset, type Inputs, isRegression } from './dataset.ts';
import { areTooMany, type FeatureSettings, featureColumn } from './featureColumn.ts';
import { filledWithMeans, withoutHoles } from './fillHoles.ts';
import { holdOut } from './holdOut.ts';
import { contentWithoutHoles, labelsOf } from './labels.ts';
import { isHole, type MissingSetting } from './missing.ts';
import {
  foldedRows,
  isOneAnswer,
  type SequenceRows,
  type SequenceSettings,
  sequenceRows,
} from './sequenceRows.ts';
import { shiftTargets } from './shiftTargets.ts';
import { standardized, standardizedTargets } from './standardized.ts';
import { type Column, contentOf, quoted, rowsOf, type Table } from './table.ts';
import { columnOf, type TargetSettings, targetColumn, targetNames } from './targetColumn.ts';

/** How to prepare data that the user provides. */
export interface PreparationSettings {
  /** Whether to bring each feature to mean 0 and standard deviation 1. */
  readonly standardize: boolean;
  /** Share of rows to hold out, 0 for none. */
  readonly test: number;
}

export interface TableSettings
  extends PreparationSettings,
    FeatureSettings,
    TargetSettings,
    SequenceSettings {
  /** Names of the columns to predict from, in order; `all` for all except the targets. */
  readonly features: 'all' | readonly string[];
  /**
   * `auto`: classes if the target is one column of text or of whole numbers, else values; ambiguous whole
   * numbers are refused, see {@link isClassification}.
   */
  readonly task: 'auto' | 'classification' | 'regression';
  /**
   * How many rows below its features a row's target is; negative for above. Rows without a target are left
   * out. In sequences of a long table, how many positions later it is.
   */
  readonly targetShift: number;
  /**
   * Whether to bring each target column to mean 0 and standard deviation 1; only for values, not for classes.
   */
  readonly standardizeTargets: boolean;
}

/**
 * The dataset in a user's table.
 *
 * A single column of features with axes keeps them: it holds sequences or pictures. A target with a value for each of their
 * positions is then an answer at every position. Of a long table, whose settings name a sequence and a time, the samples are
 * the sequences; a target that is the same in all rows of each sequence is one answer, any other an answer at every position.
 *
 * @param random permutes the rows if some are held out; nothing else is drawn
 * @returns X `[rows, total width of the features]`, with axes as said, and classes numbered in the order of their names, or
 *   targets
 * @throws RangeError for a missing column or one of another length than the target; for a cell that is not a
 *   finite
 *   number, with its column and row; for too many classes, classes to be standardized, or a shift or a
 *   held-out share that leaves no rows
 */
export function tableDataset(table: Table, settings: TableSettings, random: RandomState): AnyDataset {
  const target = targetColumn(table, settings);
  const { missing } = settings;
  const columns = featureColumns(table, settings);
  const rows = sequenceRows(table, settings);
  const answers = answerColumn(target, rows ? undefined : axesOf(columns));
  const inputs = inputsOf(columns, target, settings);
  const data = isClassification(answers, settings)
    ? labelled(inputs, target, missing)
    : { ...inputs, outputs: answers.width, targets: featureColumn(target, { missing }).values };
  const shifted = rows ? sequencesOf(data, rows, target, settings) : shiftTargets(data, settings.targetShift);
  const whole = missing ? withoutHoles(shifted, missing === 'drop') : shifted;
  const split = prepared(whole, settings, random);
  return settings.standardizeTargets ? withScaledTargets(split) : split;
}

function sequencesOf(
  data: AnyDataset,
  rows: SequenceRows,
  target: Column,
  settings: TableSettings,
): AnyDataset {
  if (data.samples !== rows.order.length) {
    throw new RangeError(
      `sequence: expected ${data.samples} rows as ${quoted(target.name)} has, got ${rows.order.length}`,
    );
  }
  const { targetShift } = settings;
  return foldedRows(data, rows, targetShift, targetShift === 0 && isOneAnswer(target, rows));
}

/** The axes of the inputs: those of the only column, if it has any. */
export function axesOf(columns: readonly Column[]): readonly number[] | undefined {
  return columns.length === 1 ? columns[0].axes : undefined;
}

/** The target as a column of single answers: if it has one for each position of inputs with axes, a row for each. */
export function answerColumn(target: Column, axes: readonly number[] | undefined): Column {
  if (!axes) return target;
  const positions = axes.reduce((product, axis) => product * axis, 1);
  const isEvery = target.width === positions || String(target.axes) === String(axes);
  return isEvery ? { ...target, width: target.width / positions } : target;
}

function withScaledTargets(data: AnyDataset): AnyDataset {
  if (isRegression(data)) return standardizedTargets(data);
  throw new RangeError(
    `standardizeTargets: expected values to predict, got ${data.classes} classes; false leaves classes as they are`,
  );
}

/** Holds rows out, then fills in means of those that are left, and standardizes by them. */
export function prepared<Data extends AnyDataset>(
  data: Data,
  { standardize, test, missing }: PreparationSettings & { readonly missing?: MissingSetting },
  random: RandomState,
): Data {
  const split = holdOut(data, test, random);
  const filled = missing === 'mean' ? filledWithMeans(split) : split;
  return standardize ? standardized(filled) : filled;
}

/** The columns to predict from. Throws RangeError for a column that is missing or named twice. */
export function featureColumns(table: Table, settings: TableSettings): Column[] {
  const { features } = settings;
  const targets = targetNames(settings);
  if (features === 'all') {
    const others = [...targets, settings.sequence, settings.time];
    return table.filter(({ name }) => !others.includes(name));
  }
  const repeated = features.find((name, i) => targets.includes(name) || features.indexOf(name) < i);
  if (repeated !== undefined) {
    throw new RangeError(`features: expected each column once, and not the target, got ${quoted(repeated)}`);
  }
  return features.map(name => columnOf(table, name, 'features'));
}

/** The columns side by side. */
function inputsOf(columns: readonly Column[], target: Column, settings: FeatureSettings): Inputs {
  const samples = rowsOf(target);
  if (columns.length === 0 || samples === 0) {
    throw new RangeError(
      `table: expected at least one row and one column besides ${quoted(target.name)}, got ${samples} rows and ${columns.length} columns`,
    );
  }
  const other = columns.find(column => rowsOf(column) !== samples);
  if (other) {
    throw new RangeError(
      `column ${quoted(other.name)}: expected ${samples} rows as ${quoted(target.name)} has, got ${rowsOf(other)}; features can leave it out`,
    );
  }
  const parts = columns.map(column => featureColumn(column, settings));
  const features = parts.reduce((sum, { width }) => sum + width, 0);
  const X = new Float64Array(samples * features);
  let start = 0;
  for (const { values, width } of parts) {
    for (let i = 0; i < values.length; i++) {
      X[Math.floor(i / width) * features + start + (i % width)] = values[i];
    }
    start += width;
  }
  const axes = axesOf(columns);
  return { samples, features, X, ...(axes && { axes }) };
}

/**
 * If more than half of the rows have a whole number of their own, these are counts or scores rather than
 * classes.
 */
const FEWEST_SCORES = 6;

/**
 * Whether the target is classes rather than values.
 *
 * @throws RangeError if the task is left open and the target has many whole numbers: more than 20 and more
 *   than a tenth of the rows, or
 *   at least 6 and more than half of the rows
 */
export function isClassification(target: Column, { task, missing }: TableSettings): boolean {
  if (task === 'auto') {
    if (target.width !== 1) return false;
    const content = missing === undefined ? contentOf(target) : contentWithoutHoles(target);
    if (content === 'whole') refuseScores(target);
    return content === 'text' || content === 'whole';
  }
  if (task === 'classification' && target.width > 1) {
    throw new RangeError(
      `target: expected one column of classes, got ${target.width} in ${quoted(target.name)}`,
    );
  }
  return task === 'classification';
}

function refuseScores(target: Column): void {
  const rows = rowsOf(target);
  const cells = Array.from<string | number>(target.values).filter(cell => !isHole(cell));
  const values = new Set(cells.map(Number)).size;
  const isOpen = areTooMany(values, rows) || (values >= FEWEST_SCORES && 2 * values > rows);
  if (!isOpen) return;
  throw new RangeError(
    `task: expected regression or classification, because ${quoted(target.name)} has ${values} different whole numbers in ${rows} rows, got auto`,
  );
}

function labelled(inputs: Inputs, target: Column, missing: MissingSetting): AnyDataset {
  const { y, classNames } = labelsOf(target, missing);
  return { ...inputs, classes: classNames.length, classNames, y };
}
