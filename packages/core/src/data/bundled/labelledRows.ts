import type { Dataset } from '../dataset.ts';

/**
 * The dataset whose rows are lines of numbers with commas between them, the last one the class.
 *
 * @throws TypeError where there is no text, which names the dataset
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
