import { ACTIVATION_KERNELS, kernelOf } from './activationKernels.ts';
import type {
  Activation,
  Classification,
  Engine,
  Magnitudes,
  Precision,
  RowList,
  Tensor,
  Values,
} from './engine.ts';
import { instantiateKernels, type Kernels } from './kernels.ts';
import { afterTensor, LARGEST_MEMORY, lossBytes, PAGE, placeOfTensor } from './memoryLayout.ts';
import { activate, multiplyBySlope } from './reference.ts';
import { scaleForSquares } from './sums.ts';

const IDENTITY = ACTIVATION_KERNELS.identity;

const LEAST_GROWTH = 2 ** 20;

/**
 * The engine on SIMD kernels (AssemblyScript, 128-bit, no relaxed SIMD). In float64 it gives the reference
 * engine's bits.
 *
 * Throws `Error` if the runtime has no WebAssembly SIMD.
 */
export function wasmEngine(precision: Precision = 'float64'): Engine {
  return new WasmEngine(precision);
}

class WasmTensor implements Tensor {
  readonly rows: number;
  readonly columns: number;
  readonly pointer: number;
  private readonly engine: WasmEngine;
  private view: Values;

  constructor(engine: WasmEngine, pointer: number, rows: number, columns: number) {
    this.rows = rows;
    this.columns = columns;
    this.engine = engine;
    this.pointer = pointer;
    this.view = engine.viewOf(pointer, rows * columns);
  }

  /** Recreated after the memory has grown, which detaches every view of it. */
  get values(): Values {
    if (this.view.buffer !== this.engine.buffer)
      this.view = this.engine.viewOf(this.pointer, this.rows * this.columns);
    return this.view;
  }
}

/** A list as the kernels read it. */
interface WasmRowList extends RowList {
  readonly pointer: number;
}

class WasmEngine implements Engine {
  readonly name = 'wasm';
  readonly precision: Precision;
  readonly Values: Float64ArrayConstructor | Float32ArrayConstructor;
  private readonly kernels: Kernels;
  private end: number;
  private scratch = { pointer: 0, bytes: 0 };

  constructor(precision: Precision) {
    this.precision = precision;
    this.Values = precision === 'float64' ? Float64Array : Float32Array;
    this.kernels = instantiateKernels(precision);
    this.end = this.kernels.firstFreeByte();
  }

  another(precision = this.precision): Engine {
    return new WasmEngine(precision);
  }

  get buffer(): ArrayBuffer {
    return this.kernels.memory.buffer;
  }

  /** The address of `bytes` new bytes, zero, aligned to a cache line, with the slack behind them readable. */
  allocate(bytes: number): number {
    const pointer = placeOfTensor(this.end);
    const end = afterTensor(pointer, bytes);
    if (end > LARGEST_MEMORY)
      throw new RangeError(`tensor: expected at most 4 GiB for all tensors, got ${end} bytes`);
    if (end > this.buffer.byteLength) this.grow(end);
    this.end = end;
    return pointer;
  }

  /**
   * Grows the memory to at least `bytes`, and by at least an eighth of its size: growing is slow, whatever
   * the amount.
   */
  private grow(bytes: number): void {
    const { byteLength } = this.buffer;
    const target = Math.min(LARGEST_MEMORY, Math.max(bytes, byteLength + byteLength / 8 + LEAST_GROWTH));
    this.kernels.memory.grow(Math.ceil((target - byteLength) / PAGE));
  }

  viewOf(pointer: number, count: number): Values {
    return new this.Values(this.buffer, pointer, count);
  }

  tensor(rows: number, columns: number): Tensor {
    const pointer = this.allocate(rows * columns * this.Values.BYTES_PER_ELEMENT);
    return new WasmTensor(this, pointer, rows, columns);
  }

  rowsAt(tensor: Tensor, from: number, count: number): Tensor {
    const { columns } = tensor;
    const pointer = at(tensor) + from * columns * this.Values.BYTES_PER_ELEMENT;
    return new WasmTensor(this, pointer, count, columns);
  }

  reshaped(tensor: Tensor, rows: number, columns: number): Tensor {
    return new WasmTensor(this, at(tensor), rows, columns);
  }

  rowList(rows: Int32Array): WasmRowList {
    const pointer = this.allocate(rows.byteLength);
    new Int32Array(this.buffer, pointer, rows.length).set(rows);
    return { rows, pointer };
  }

  reserveProduct(i: number, o: number): void {
    this.reserve(this.kernels.denseScratchBytes(i, o));
  }

  reserveLoss(n: number): void {
    this.reserve(lossBytes(n, this.precision));
  }

  activate(activation: Activation, z: Tensor, h: Tensor): void {
    const kernel = kernelOf(activation.name);
    if (kernel === undefined) {
      activate(activation, z, h);
      return;
    }
    if (z !== h) h.values.set(z.values);
    this.kernels.activate(kernel, at(h), size(h));
  }

  multiplyBySlope(activation: Activation, z: Tensor, h: Tensor, d: Tensor): void {
    const kernel = kernelOf(activation.name);
    if (kernel === undefined) multiplyBySlope(activation, z, h, d);
    else this.kernels.multiplyBySlope(kernel, at(h), at(d), size(d));
  }

  dense(x: Tensor, W: Tensor, b: Tensor, activation: Activation, h: Tensor): void {
    const kernel = kernelOf(activation.name);
    const scratch = this.scratchOf(W);
    this.kernels.dense(at(x), at(W), at(b), kernel ?? IDENTITY, at(h), x.rows, W.rows, W.columns, scratch);
    if (kernel === undefined) activate(activation, h, h);
  }

  denseWeightGradient(x: Tensor, dz: Tensor, dW: Tensor): void {
    const scratch = this.scratchOf(dW);
    this.kernels.denseWeightGradient(at(x), at(dz), at(dW), x.rows, dW.rows, dW.columns, scratch);
  }

  denseBiasGradient(dz: Tensor, db: Tensor): void {
    this.kernels.columnSums(at(dz), dz.rows, dz.columns, at(db), 0);
  }

  denseInputGradient(dz: Tensor, W: Tensor, activation: Activation, h: Tensor, dx: Tensor): void {
    const kernel = kernelOf(activation.name);
    const scratch = this.scratchOf(W);
    this.kernels.denseInputGradient(
      at(dz),
      at(W),
      kernel ?? IDENTITY,
      at(h),
      at(dx),
      dz.rows,
      W.rows,
      W.columns,
      scratch,
    );
    if (kernel === undefined) multiplyBySlope(activation, h, h, dx);
  }

  softmaxCrossEntropy(scores: Tensor, labels: Int32Array, dScores: Tensor): Classification {
    const { rows, columns } = scores;
    const perRow = rows * this.Values.BYTES_PER_ELEMENT;
    const margins = this.reserve(lossBytes(rows, this.precision));
    const totals = margins + perRow;
    const labelsAt = totals + perRow;
    new Int32Array(this.buffer, labelsAt, labels.length).set(labels);
    const loss = this.kernels.softmaxCrossEntropy(
      at(scores),
      labelsAt,
      at(dScores),
      rows,
      columns,
      margins,
      totals,
    );
    return { loss, correct: this.kernels.correctCount() };
  }

  softmaxRows(h: Tensor, scale: number, causal: boolean): void {
    this.kernels.softmaxRows(at(h), h.rows, h.columns, scale, causal ? 1 : 0);
  }

  softmaxRowsBackward(h: Tensor, d: Tensor, scale: number): void {
    this.kernels.softmaxRowsBackward(at(h), at(d), h.rows, h.columns, scale);
  }

  gatherRows(x: Tensor, list: RowList, h: Tensor): void {
    this.kernels.gatherRows(at(x), ...this.listArguments(x, list, h), at(h));
  }

  scatterRows(d: Tensor, list: RowList, dx: Tensor): void {
    this.kernels.scatterRows(at(d), ...this.listArguments(dx, list, d), at(dx));
  }

  descend(x: Tensor, dx: Tensor, stepSize: number, decay: number): void {
    this.kernels.descend(at(x), at(dx), size(x), stepSize, decay);
  }

  magnitudes(x: Tensor): Magnitudes {
    const l1 = this.kernels.magnitudes(at(x), size(x), 1);
    const max = Number.isNaN(l1) ? NaN : this.kernels.lastLargest();
    const scale = scaleForSquares(max);
    if (scale !== 1) this.kernels.magnitudes(at(x), size(x), scale);
    return { l1, l2: Math.sqrt(this.kernels.lastSquareSum()) / scale, max };
  }

  columnMagnitudes(x: Tensor, sums: Tensor): void {
    this.kernels.columnSums(at(x), x.rows, x.columns, at(sums), 1);
  }

  /** List, its length, samples, bytes of a sample of x, bytes of a row. */
  private listArguments(x: Tensor, list: RowList, h: Tensor): [number, number, number, number, number] {
    const { length } = list.rows;
    const samples = h.rows / length;
    const row = h.columns * this.Values.BYTES_PER_ELEMENT;
    return [(list as WasmRowList).pointer, length, samples, (x.rows / samples) * row, row];
  }

  private scratchOf(W: Tensor): number {
    return this.reserve(this.kernels.denseScratchBytes(W.rows, W.columns));
  }

  /** An address with `bytes` bytes for the next kernel; nothing keeps them afterwards. */
  private reserve(bytes: number): number {
    if (bytes > this.scratch.bytes) this.scratch = { pointer: this.allocate(bytes), bytes };
    return this.scratch.pointer;
  }
}

function at(tensor: Tensor): number {
  return (tensor as WasmTensor).pointer;
}

function size(tensor: Tensor): number {
  return tensor.rows * tensor.columns;
}
