import type { RandomState } from '../random/randomState.ts';
import { type AnyDataset, type Inputs, isRegression } from './dataset.ts';
import { holdOut } from './holdOut.ts';
import { labelsOf } from './labels.ts';
import { shiftTargets } from './shiftTargets.ts';
import { standardized, standardizedTargets } from './standardized.ts';
import { type Column, contentOf, numbersOf, quoted, rowsOf, type Table } from './table.ts';

/** What is done to data that comes from elsewhere. */
export interface PreparationSettings {
  /** Whether each feature is brought to mean 0 and standard deviation 1. */
  readonly standardize: boolean;
  /** Share of the rows that is held out, 0 for none. */
  readonly test: number;
}

export interface TableSettings extends PreparationSettings {
  /** Name of the column to predict. */
  readonly target: string;
  /** Names of the columns to predict from, in order; `all` for all but the target. */
  readonly features: 'all' | readonly string[];
  /** `auto`: classes where the target is one column of text or of whole numbers, else values. */
  readonly task: 'auto' | 'classification' | 'regression';
  /** How many rows below its features a row's target stands; negative above. Rows that have none then are left out. */
  readonly targetShift: number;
  /** Whether each target column is brought to mean 0 and standard deviation 1; only of values, not of classes. */
  readonly standardizeTargets: boolean;
}

/**
 * The dataset in a table of the user's.
 *
 * @param random permutes the rows if some are held out; nothing else is drawn
 * @returns X `[rows, width of the features together]`, and classes numbered in the order of their names, or targets
 * @throws RangeError for a column that is not there, or of another length than the target; for a cell that is no finite
 *   number, with its column and row; for too many classes, classes to be standardized, or a shift or a share held out that leaves nothing
 */
export function tableDataset(table: Table, settings: TableSettings, random: RandomState): AnyDataset {
  const target = columnOf(table, settings.target, 'target');
  const inputs = inputsOf(featureColumns(table, settings), target);
  const data = isClassification(target, settings.task)
    ? labelled(inputs, target)
    : { ...inputs, outputs: target.width, targets: numbersOf(target) };
  const split = prepared(shiftTargets(data, settings.targetShift), settings, random);
  return settings.standardizeTargets ? withScaledTargets(split) : split;
}

function withScaledTargets(data: AnyDataset): AnyDataset {
  if (isRegression(data)) return standardizedTargets(data);
  throw new RangeError(
    `standardizeTargets: expected values to predict, got ${data.classes} classes; false leaves classes as they are`,
  );
}

/** Holds rows out, then standardizes by those that are left. */
export function prepared<Data extends AnyDataset>(
  data: Data,
  { standardize, test }: PreparationSettings,
  random: RandomState,
): Data {
  const split = holdOut(data, test, random);
  return standardize ? standardized(split) : split;
}

function featureColumns(table: Table, { features, target }: TableSettings): Column[] {
  if (features === 'all') return table.filter(({ name }) => name !== target);
  const repeated = features.find((name, i) => name === target || features.indexOf(name) < i);
  if (repeated !== undefined) {
    throw new RangeError(`features: expected each column once, and not the target, got ${quoted(repeated)}`);
  }
  return features.map(name => columnOf(table, name, 'features'));
}

function columnOf(table: Table, name: string, setting: string): Column {
  const column = table.find(column => column.name === name);
  if (column) return column;
  const names = table.map(column => column.name).join(', ');
  throw new RangeError(`${setting}: expected a column of the table (${names}), got ${quoted(name)}`);
}

/** The columns side by side. */
function inputsOf(columns: readonly Column[], target: Column): Inputs {
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
  const features = columns.reduce((sum, { width }) => sum + width, 0);
  const X = new Float64Array(samples * features);
  let start = 0;
  for (const column of columns) {
    const numbers = numbersOf(column);
    for (let i = 0; i < numbers.length; i++) {
      X[Math.floor(i / column.width) * features + start + (i % column.width)] = numbers[i];
    }
    start += column.width;
  }
  return { samples, features, X };
}

function isClassification(target: Column, task: TableSettings['task']): boolean {
  if (task === 'auto') return target.width === 1 && ['text', 'whole'].includes(contentOf(target));
  if (task === 'classification' && target.width > 1) {
    throw new RangeError(
      `target: expected one column of classes, got ${target.width} in ${quoted(target.name)}`,
    );
  }
  return task === 'classification';
}

function labelled(inputs: Inputs, target: Column): AnyDataset {
  const { y, classNames } = labelsOf(target);
  return { ...inputs, classes: classNames.length, classNames, y };
}
