import type { Precision } from './engine.ts';
import { kernelBytes } from './kernelBytes.ts';
import { atob, WebAssembly, type WebAssemblyMemory } from './webAssembly.ts';

/**
 * The kernels of one precision, bound to their own memory. Pointers in bytes, sizes in elements; see
 * kernels/.
 */
export interface Kernels {
  readonly memory: WebAssemblyMemory;
  firstFreeByte(): number;
  correctCount(): number;
  lastSquareSum(): number;
  lastLargest(): number;
  denseScratchBytes(i: number, o: number): number;
  activate(activation: number, h: number, count: number): void;
  multiplyBySlope(activation: number, h: number, d: number, count: number): void;
  dense(
    x: number,
    W: number,
    b: number,
    activation: number,
    h: number,
    n: number,
    i: number,
    o: number,
    scratch: number,
  ): void;
  denseWeightGradient(
    x: number,
    dz: number,
    dW: number,
    n: number,
    i: number,
    o: number,
    scratch: number,
  ): void;
  denseInputGradient(
    dz: number,
    W: number,
    activation: number,
    h: number,
    dx: number,
    n: number,
    i: number,
    o: number,
    scratch: number,
  ): void;
  columnSums(x: number, m: number, n: number, sums: number, magnitude: 0 | 1): void;
  magnitudes(x: number, count: number, scale: number): number;
  softmaxCrossEntropy(
    scores: number,
    labels: number,
    d: number,
    m: number,
    c: number,
    margins: number,
    totals: number,
  ): number;
  softmaxRows(h: number, m: number, c: number, scale: number, causal: 0 | 1): void;
  softmaxRowsBackward(h: number, d: number, m: number, c: number, scale: number): void;
  gatherRows(
    x: number,
    list: number,
    length: number,
    samples: number,
    xSample: number,
    row: number,
    h: number,
  ): void;
  scatterRows(
    d: number,
    list: number,
    length: number,
    samples: number,
    xSample: number,
    row: number,
    dx: number,
  ): void;
  descend(x: number, dx: number, count: number, stepSize: number, decay: number): void;
  expArray(x: number, out: number, count: number): void;
  logArray(x: number, out: number, count: number): void;
  tanhArray(x: number, out: number, count: number): void;
  sigmoidArray(x: number, out: number, count: number): void;
  trainLanes(network: number, steps: number, factors: number, losses: number): number;
  evaluateLanes(network: number, out: number): void;
  firstGradientLanes(network: number, out: number): void;
}

let compiled: object | undefined;

/**
 * A new instance of the kernels; the module is compiled once. Throws `Error` if WebAssembly SIMD is missing.
 */
export function instantiateKernels(precision: Precision): Kernels {
  if (!WebAssembly)
    throw new Error('wasm engine: expected a runtime with WebAssembly, got none; use the reference engine');
  compiled ??= compile();
  const { exports } = new WebAssembly.Instance(compiled);
  const suffix = precision === 'float64' ? '64' : '32';
  const kernels = Object.entries(exports).map(([name, value]) => [
    name.replace(new RegExp(`${suffix}$`), ''),
    value,
  ]);
  return Object.fromEntries(kernels) as Kernels;
}

function compile(): object {
  const bytes = Uint8Array.from(atob(kernelBytes), character => character.charCodeAt(0));
  if (!WebAssembly?.validate(bytes)) {
    throw new Error(
      'wasm engine: expected a runtime with WebAssembly SIMD, got one without; use the reference engine',
    );
  }
  return new WebAssembly.Module(bytes);
}
