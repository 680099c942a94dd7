import type { RandomState } from '../random/randomState.ts';
import type { AnyDataset } from './dataset.ts';
import { takeSamples } from './rows.ts';

/**
 * The dataset with a share of its rows moved to `test`.
 *
 * @param share of the rows, from 0 to below 1, rounded up to a whole number of rows; 0 leaves the data
 *   unchanged
 * @param random permutes the rows; nothing is drawn for share 0
 * @throws RangeError if no row would be left to train on
 *
 * Source: scikit-learn's `train_test_split`; equal to it for the same seed.
 */
export function holdOut<Data extends AnyDataset>(data: Data, share: number, random: RandomState): Data {
  if (share === 0) return data;
  const held = Math.ceil(share * data.samples);
  if (!(share > 0 && held < data.samples)) {
    throw new RangeError(
      `test: expected a share from 0 that leaves rows to train on, got ${share} of ${data.samples}`,
    );
  }
  const order = random.permutation(data.samples);
  return {
    ...takeSamples(data, order.subarray(held)),
    test: takeSamples(data, order.subarray(0, held)),
  };
}
