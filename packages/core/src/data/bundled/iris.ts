import { IRIS } from '#bundledTexts';
import type { Dataset } from '../dataset.ts';
import { labelledRows } from './labelledRows.ts';

/**
 * 150 irises of three species, 50 each: length and width of sepals, length and width of petals, in cm.
 *
 * Source: Fisher 1936, "The use of multiple measurements in taxonomic problems", by way of scikit-learn's
 * `iris.csv`, which matches the paper; two rows of the UCI repository's file do not.
 *
 * @throws TypeError in a bundle that loads it later, if `loadData` was not awaited first
 */
export function iris(): Dataset {
  return labelledRows('iris', IRIS, ['setosa', 'versicolor', 'virginica']);
}
