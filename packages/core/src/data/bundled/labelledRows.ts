import type { Dataset } from '../dataset.ts';

/**
 * A dataset from lines of comma-separated numbers; the last number of each line is the class.
 *
 * @throws TypeError if the text is empty; the message names the dataset
 */
export function labelledRows(name: string, text: string, classNames: readonly string[]): Dataset {
  if (text === '') throw new TypeError(`${name}: expected loadData to have been awaited, got no text`);
  const rows = text.split('\n').map(line => line.split(',').map(Number));
  const features = rows[0].length - 1;
  return {
    samples: rows.length,
    features,
    classes: classNames.length,
    classNames,
    X: Float64Array.from(rows.flatMap(row => row.slice(0, features))),
    y: Int32Array.from(rows, row => row[features]),
  };
}
