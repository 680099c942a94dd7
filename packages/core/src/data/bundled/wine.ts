import { WINE } from '#bundledTexts';
import type { Dataset } from '../dataset.ts';
import { labelledRows } from './labelledRows.ts';

/**
 * 178 wines of three cultivars, 59, 71 and 48: alcohol, malic acid, ash, alcalinity of ash, magnesium, total
 * phenols,
 * flavanoids, nonflavanoid phenols, proanthocyanins, colour intensity, hue, OD280/OD315, proline. Their
 * scales differ:
 * proline is about 2000 times nonflavanoid phenols.
 *
 * Source: Forina et al. 1988, PARVUS; UCI Machine Learning Repository, "Wine" (Aeberhard & Forina, CC BY
 * 4.0), by way of scikit-learn's `wine_data.csv`.
 *
 * @throws TypeError in a bundle that loads it later, if `loadData` was not awaited first
 */
export function wine(): Dataset {
  return labelledRows('wine', WINE, ['class_0', 'class_1', 'class_2']);
}
