import type { Engine, Precision, Tensor } from './engine.ts';
import {
  afterTensor,
  bytesOf,
  FIRST_FREE_BYTE,
  lossBytes,
  placeOfTensor,
  productBytes,
} from './memoryLayout.ts';
import { referenceEngine } from './reference.ts';

/** An engine that takes no memory, and counts what the `wasm` engine would take for the same tensors. */
export interface CountingEngine extends Engine {
  /** Bytes so far: of the largest, if it has made others, since each has a memory of its own. */
  readonly bytes: number;
}

/** Its tensors have no entries: whatever is computed on them does nothing. */
export function countingEngine(precision: Precision = 'float64'): CountingEngine {
  const values = precision === 'float64' ? new Float64Array(0) : new Float32Array(0);
  let bytes = FIRST_FREE_BYTE;
  let scratch = 0;
  const engines: CountingEngine[] = [];
  const take = (count: number) => {
    bytes = afterTensor(placeOfTensor(bytes), count);
  };
  const reserve = (count: number) => {
    if (count > scratch) take(count);
    scratch = Math.max(scratch, count);
  };
  return {
    ...referenceEngine(precision),
    get bytes() {
      return engines.reduce((most, engine) => Math.max(most, engine.bytes), bytes);
    },
    another(other = precision) {
      const made = countingEngine(other);
      engines.push(made);
      return made;
    },
    tensor(rows, columns): Tensor {
      take(rows * columns * bytesOf(precision));
      return { rows, columns, values };
    },
    rowsAt: ({ columns }, _, count) => ({ rows: count, columns, values }),
    reshaped: (_, rows, columns) => ({ rows, columns, values }),
    rowList(rows) {
      take(rows.byteLength);
      return { rows };
    },
    reserveProduct: (i, o) => reserve(productBytes(i, o, precision)),
    reserveLoss: n => reserve(lossBytes(n, precision)),
  };
}
