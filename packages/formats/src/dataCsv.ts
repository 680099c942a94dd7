import { type AnyDataset, answersOf, isRegression } from 'gradscope';
import { type Cell, csvText } from './csvText.ts';

/**
 * The rows that networks are trained on as CSV: `x1`, `x2`, …, and `class`, or `y1`, … for values. Sequences have a row for
 * each position, with `sequence` and `time` before its channels, as tables with `sequence: sequence, time: time` are read. Of
 * pictures with an answer for each pixel, these stand side by side.
 */
export function writeDataCsv(data: AnyDataset): string {
  const { axes } = data;
  return axes?.length === 1 ? sequencesCsv(data, axes[0]) : samplesCsv(data);
}

function samplesCsv(data: AnyDataset): string {
  const { samples } = data;
  const inputs = partsOf(data.X, samples);
  const { names, cells } = answersIn(data, answersOf(data));
  return csvText([...numbered('x', inputs.width), ...names], samples, row => [
    ...inputs.row(row),
    ...cells(row),
  ]);
}

function sequencesCsv(data: AnyDataset, length: number): string {
  const rows = data.samples * length;
  const inputs = partsOf(data.X, rows);
  const { names, cells } = answersIn(data, 1);
  const isEvery = answersOf(data) > 1;
  return csvText(['sequence', 'time', ...numbered('x', inputs.width), ...names], rows, row => {
    const sample = Math.floor(row / length);
    return [sample + 1, (row % length) + 1, ...inputs.row(row), ...cells(isEvery ? row : sample)];
  });
}

/** The columns of the answers, `answers` of them side by side. */
function answersIn(data: AnyDataset, answers: number) {
  if (isRegression(data)) {
    const width = answers * data.outputs;
    const goals = partsOf(data.targets, data.targets.length / width);
    return { names: numbered('y', width), cells: goals.row };
  }
  const { y } = data;
  const classNames = data.classNames?.every(isCell) ? data.classNames : undefined;
  const goals = partsOf(y, y.length / answers);
  return {
    names: answers === 1 ? ['class'] : numbered('class', answers),
    cells: (row: number): Cell[] => goals.row(row).map(label => classNames?.[label] ?? label),
  };
}

/** Whether a table gives the name back as it is: not a space or the end of a line, as the classes of characters are. */
const isCell = (name: string) => name !== '' && name.trim() === name;

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i + 1}`);

function partsOf(values: Float64Array | Int32Array, rows: number) {
  const width = values.length / rows;
  return { width, row: (row: number) => Array.from(values.subarray(row * width, (row + 1) * width)) };
}
