import type { Activation, Classification, Engine, Magnitudes, Precision, RowList, Tensor } from './engine.ts';
import { exp } from './math/exp.ts';
import { log } from './math/log.ts';
import { interleavedSum, scaleForSquares } from './sums.ts';

/**
 * The engine in plain TypeScript: one loop per line of the mathematics, kept as oracle and fallback.
 *
 * In float32 the entries are rounded when they are stored, a product before its activation too; inside a sum it
 * computes in float64.
 */
export function referenceEngine(precision: Precision = 'float64'): Engine {
  const Values = precision === 'float64' ? Float64Array : Float32Array;
  return {
    name: 'reference',
    precision,
    another: (other = precision) => referenceEngine(other),
    tensor: (rows, columns) => ({ rows, columns, values: new Values(rows * columns) }),
    rowsAt: ({ columns, values }, from, count) => ({
      rows: count,
      columns,
      values: values.subarray(from * columns, (from + count) * columns),
    }),
    reshaped: ({ values }, rows, columns) => ({ rows, columns, values }),
    rowList: rows => ({ rows }),
    activate,
    multiplyBySlope,
    dense,
    denseWeightGradient,
    denseBiasGradient,
    denseInputGradient,
    softmaxCrossEntropy,
    softmaxRows,
    softmaxRowsBackward,
    gatherRows,
    scatterRows,
    descend,
    magnitudes,
    columnMagnitudes,
  };
}

/** The WebAssembly engine also uses it for an activation without a kernel. */
export function activate(activation: Activation, z: Tensor, h: Tensor): void {
  const [from, to] = [z.values, h.values];
  for (let i = 0; i < to.length; i++) to[i] = activation.forward(from[i]);
}

/** The WebAssembly engine also uses it for an activation without a kernel. */
export function multiplyBySlope(activation: Activation, z: Tensor, h: Tensor, d: Tensor): void {
  const [input, output, values] = [z.values, h.values, d.values];
  for (let i = 0; i < values.length; i++) values[i] = activation.backward(values[i], output[i], input[i]);
}

function dense(x: Tensor, W: Tensor, b: Tensor, activation: Activation, h: Tensor): void {
  for (let n = 0; n < x.rows; n++) {
    for (let o = 0; o < W.columns; o++) {
      let z = b.values[o];
      for (let i = 0; i < W.rows; i++) z += x.values[n * W.rows + i] * W.values[i * W.columns + o];
      const at = n * W.columns + o;
      h.values[at] = z;
      h.values[at] = activation.forward(h.values[at]);
    }
  }
}

function denseWeightGradient(x: Tensor, dz: Tensor, dW: Tensor): void {
  for (let i = 0; i < dW.rows; i++) {
    for (let o = 0; o < dW.columns; o++) {
      let sum = 0;
      for (let n = 0; n < x.rows; n++) sum += x.values[n * dW.rows + i] * dz.values[n * dW.columns + o];
      dW.values[i * dW.columns + o] = sum;
    }
  }
}

function denseBiasGradient(dz: Tensor, db: Tensor): void {
  for (let o = 0; o < dz.columns; o++) {
    let sum = 0;
    for (let n = 0; n < dz.rows; n++) sum += dz.values[n * dz.columns + o];
    db.values[o] = sum;
  }
}

function denseInputGradient(dz: Tensor, W: Tensor, activation: Activation, h: Tensor, dx: Tensor): void {
  for (let n = 0; n < dz.rows; n++) {
    for (let i = 0; i < W.rows; i++) {
      let sum = 0;
      for (let o = 0; o < W.columns; o++) sum += dz.values[n * W.columns + o] * W.values[i * W.columns + o];
      const at = n * W.rows + i;
      dx.values[at] = sum;
      dx.values[at] = activation.backward(dx.values[at], h.values[at], Number.NaN);
    }
  }
}

function softmaxCrossEntropy(scores: Tensor, labels: Int32Array, dScores: Tensor): Classification {
  const { rows, columns } = scores;
  let loss = 0;
  let correct = 0;
  for (let n = 0; n < rows; n++) {
    const row = scores.values.subarray(n * columns, (n + 1) * columns);
    const dRow = dScores.values.subarray(n * columns, (n + 1) * columns);
    const largest = indexOfLargest(row);
    const label = labels[n];
    if (largest === label) correct++;
    let sum = 0;
    for (let c = 0; c < columns; c++) {
      dRow[c] = exp(row[c] - row[largest]);
      sum += dRow[c];
    }
    for (let c = 0; c < columns; c++) dRow[c] = (dRow[c] / sum - (c === label ? 1 : 0)) / rows;
    loss += log(sum) - (row[label] - row[largest]);
  }
  return { loss: loss / rows, correct };
}

/** The index of the first largest value; 0 if a NaN leaves no order. */
function indexOfLargest(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[largest]) largest = i;
  return largest;
}

function softmaxRows({ values: h, rows, columns }: Tensor, scale: number, causal: boolean): void {
  for (let n = 0; n < rows; n++) {
    const from = n * columns;
    const end = causal ? from + (n % columns) + 1 : from + columns;
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = from; i < end; i++) {
      h[i] *= scale;
      if (h[i] > largest) largest = h[i];
    }
    let sum = 0;
    for (let i = from; i < end; i++) {
      h[i] = exp(h[i] - largest);
      sum += h[i];
    }
    for (let i = from; i < end; i++) h[i] /= sum;
    h.fill(0, end, from + columns);
  }
}

function softmaxRowsBackward(
  { values: h, rows, columns }: Tensor,
  { values: d }: Tensor,
  scale: number,
): void {
  for (let n = 0; n < rows; n++) {
    const [from, end] = [n * columns, (n + 1) * columns];
    let mean = 0;
    for (let i = from; i < end; i++) mean += d[i] * h[i];
    for (let i = from; i < end; i++) d[i] = scale * h[i] * (d[i] - mean);
  }
}

function gatherRows(x: Tensor, list: RowList, h: Tensor): void {
  visitRows(x, list, h, (inX, inH, columns) => {
    if (inX < 0) h.values.fill(0, inH, inH + columns);
    else for (let j = 0; j < columns; j++) h.values[inH + j] = x.values[inX + j];
  });
}

function scatterRows(d: Tensor, list: RowList, dx: Tensor): void {
  dx.values.fill(0);
  visitRows(dx, list, d, (inX, inD, columns) => {
    if (inX >= 0) for (let j = 0; j < columns; j++) dx.values[inX + j] += d.values[inD + j];
  });
}

/** Calls back with where each row of h starts, and the row of x that the list names; −1 for none. */
function visitRows(
  x: Tensor,
  { rows: list }: RowList,
  h: Tensor,
  visit: (inX: number, inH: number, columns: number) => void,
): void {
  const { columns } = h;
  const samples = h.rows / list.length;
  const rowsOfSample = x.rows / samples;
  for (let row = 0; row < h.rows; row++) {
    const source = list[row % list.length];
    const first = Math.floor(row / list.length) * rowsOfSample;
    visit(source < 0 ? -1 : (first + source) * columns, row * columns, columns);
  }
}

function descend(x: Tensor, dx: Tensor, stepSize: number, decay: number): void {
  for (let i = 0; i < x.values.length; i++) {
    x.values[i] -= stepSize * (dx.values[i] + decay * x.values[i]);
  }
}

function magnitudes(x: Tensor): Magnitudes {
  const { values } = x;
  const l1 = interleavedSum(values, Math.abs);
  let max = Number.isNaN(l1) ? NaN : 0;
  for (const value of values) if (Math.abs(value) > max) max = Math.abs(value);
  const scale = scaleForSquares(max);
  const squares = interleavedSum(values, value => value * scale * (value * scale));
  return { l1, l2: Math.sqrt(squares) / scale, max };
}

function columnMagnitudes(x: Tensor, sums: Tensor): void {
  for (let o = 0; o < x.columns; o++) {
    let sum = 0;
    for (let i = 0; i < x.rows; i++) sum += Math.abs(x.values[i * x.columns + o]);
    sums.values[o] = sum;
  }
}
