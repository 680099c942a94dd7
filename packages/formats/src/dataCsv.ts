import { type AnyDataset, isRegression } from 'gradscope';
import { type Cell, csvText } from './csvText.ts';

/** The rows that networks are trained on as CSV: `x1`, `x2`, …, and `class`, or `y1`, … for values. */
export function writeDataCsv(data: AnyDataset): string {
  const { X, samples, features } = data;
  const names = Array.from({ length: features }, (_, i) => `x${i + 1}`);
  const inputs = (row: number): Cell[] => Array.from(X.subarray(row * features, (row + 1) * features));
  if (!isRegression(data)) {
    const { y, classNames } = data;
    const label = (row: number) => classNames?.[y[row]] ?? y[row];
    return csvText([...names, 'class'], samples, row => [...inputs(row), label(row)]);
  }
  const { targets, outputs } = data;
  const goals = Array.from({ length: outputs }, (_, i) => `y${i + 1}`);
  return csvText([...names, ...goals], samples, row => [
    ...inputs(row),
    ...targets.subarray(row * outputs, (row + 1) * outputs),
  ]);
}
