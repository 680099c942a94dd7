import { expect } from 'vitest';
import type { Engine, EngineName, Precision, Tensor } from '../../src/engine/engine.ts';
import { referenceEngine } from '../../src/engine/reference.ts';
import { wasmEngine } from '../../src/engine/wasm.ts';
import { relu } from '../../src/network/activation/relu.ts';

/** One tensor, held by both engines. */
export type Pair = Readonly<Record<EngineName, Tensor>>;

/** A call to be made on both engines. `of` picks the engine's own tensor of a pair. */
export type Call<Result> = (engine: Engine, of: (pair: Pair) => Tensor) => Result;

/** Written over all memory that is no tensor's: a kernel that took it for an entry would show it in its result. */
const POISON = { float64: [Number.NaN, 1e308], float32: [Number.NaN, 3e38] } as const;

/**
 * Both engines side by side, for one call. All memory between and behind the wasm engine's tensors is poison, its
 * scratch is full of NaN, and a byte changed outside the declared outputs fails the test.
 */
export class Twins {
  private readonly wasm: Engine;
  private readonly reference: Engine;
  private readonly pairs: Pair[] = [];
  private readonly outputs: Pair[] = [];

  constructor(precision: Precision) {
    this.wasm = wasmEngine(precision);
    this.reference = referenceEngine(precision);
    dirtyScratch(this.wasm);
  }

  /** A tensor that the call only reads. */
  input(rows: number, columns: number, fill: () => number): Pair {
    const pair = { wasm: this.wasm.tensor(rows, columns), reference: this.reference.tensor(rows, columns) };
    for (let i = 0; i < rows * columns; i++) pair.reference.values[i] = fill();
    this.pairs.push(pair);
    return pair;
  }

  /** A tensor that the call overwrites or, with `fill`, updates. */
  output(rows: number, columns: number, fill: () => number = () => Number.NaN): Pair {
    const pair = this.input(rows, columns, fill);
    this.outputs.push(pair);
    return pair;
  }

  call<Result>(call: Call<Result>): Readonly<Record<EngineName, Result>> {
    const last = this.wasm.tensor(1, 64);
    const memory = () => {
      const { buffer, byteOffset: start } = this.pairs[0].wasm.values;
      return Buffer.from(buffer, start, last.values.byteOffset + last.values.byteLength - start);
    };
    this.poison(memory());
    const before = Buffer.from(memory());
    const results = {
      wasm: call(this.wasm, pair => pair.wasm),
      reference: call(this.reference, pair => pair.reference),
    };
    const after = Buffer.from(memory());
    for (const { wasm } of this.outputs) {
      const from = wasm.values.byteOffset - this.pairs[0].wasm.values.byteOffset;
      before.copy(after, from, from, from + wasm.values.byteLength);
    }
    expect(after.equals(before), 'no byte outside the outputs has changed').toBe(true);
    return results;
  }

  private poison(memory: Buffer): void {
    const Values = this.wasm.precision === 'float64' ? Float64Array : Float32Array;
    const poison = Buffer.from(new Values(POISON[this.wasm.precision]).buffer);
    memory.fill(poison);
    for (const { wasm, reference } of this.pairs) wasm.values.set(reference.values);
  }
}

/** Leaves the scratch of the kernels full of NaN, as a diverged layer would. */
function dirtyScratch(engine: Engine): void {
  const [x, W, b, h] = [
    engine.tensor(40, 70),
    engine.tensor(70, 70),
    engine.tensor(1, 70),
    engine.tensor(40, 70),
  ];
  for (const { values } of [x, W, b, h]) values.fill(Number.NaN);
  engine.dense(x, W, b, relu, h);
  engine.denseWeightGradient(x, h, W);
  engine.denseInputGradient(h, W, relu, x, x);
}

/**
 * The first place where the two differ in a bit, as text; '' if none does. `Object.is` tells all doubles apart by their
 * bits, −0 from 0 too, except one NaN from another.
 */
export function firstDifference(pair: Pair): string {
  return firstPlace(pair, (wasm, reference) => !Object.is(wasm, reference));
}

/** The first place where the two differ by more than `bound(i)`, as text; '' if none does. */
export function firstBeyond(pair: Pair, bound: (i: number) => number): string {
  const within = (a: number, b: number, i: number) =>
    Object.is(a, b) || a === b || Math.abs(a - b) <= bound(i);
  return firstPlace(pair, (wasm, reference, i) => !within(wasm, reference, i));
}

function firstPlace({ wasm, reference }: Pair, differ: (a: number, b: number, i: number) => boolean): string {
  const values = wasm.values;
  const i = reference.values.findIndex((value, i) => differ(values[i], value, i));
  if (i < 0) return '';
  return `entry ${i} of [${wasm.rows}, ${wasm.columns}] is ${values[i]}, in the reference engine ${reference.values[i]}`;
}
