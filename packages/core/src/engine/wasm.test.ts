import { describe, expect, test } from 'vitest';
import { relu } from '../network/activation/relu.ts';
import type { Activation, Tensor } from './engine.ts';
import { instantiateKernels } from './kernels.ts';
import { FIRST_FREE_BYTE, productBytes } from './memoryLayout.ts';
import { wasmEngine } from './wasm.ts';

test('a tensor is zeros, of its own engine’s precision', () => {
  expect(wasmEngine().tensor(2, 3)).toMatchObject({ rows: 2, columns: 3, values: new Float64Array(6) });
  expect(wasmEngine('float32').tensor(2, 3).values).toEqual(new Float32Array(6));
});

test('tensors keep their values when the memory grows and moves', () => {
  const engine = wasmEngine();
  const first = engine.tensor(3, 1);
  first.values.set([1, 2, 3]);
  const large = engine.tensor(1000, 1000);
  expect([...first.values]).toEqual([1, 2, 3]);
  expect(large.values.every(value => value === 0)).toBe(true);
});

test('two engines share nothing', () => {
  const [a, b] = [wasmEngine().tensor(1, 4), wasmEngine().tensor(1, 4)];
  a.values.fill(1);
  expect([...b.values]).toEqual([0, 0, 0, 0]);
});

test('refuses tensors past 4 GiB, with their size', () => {
  const engine = wasmEngine();
  expect(() => engine.tensor(2 ** 15, 2 ** 15)).toThrow(
    /^tensor: expected at most 4 GiB for all tensors, got 8589\d{6} bytes$/,
  );
  expect(engine.tensor(1, 1).values.length).toBe(1);
});

test('refuses a product whose scratch does not fit, and harms nothing', () => {
  const engine = wasmEngine('float32');
  const [x, W, b, h] = [
    engine.tensor(1, 2 ** 14),
    engine.tensor(2 ** 14, 2 ** 15),
    engine.tensor(1, 2 ** 15),
    engine.tensor(1, 2 ** 15),
  ];
  expect(() => engine.dense(x, W, b, relu, h)).toThrow(/^tensor: expected at most 4 GiB/);
});

test('takes the plain loops for an activation without a kernel', () => {
  const square: Activation = {
    ...relu,
    name: 'square',
    forward: z => z * z,
    backward: (dh, h) => dh * 2 * Math.sqrt(h),
  };
  const engine = wasmEngine();
  const [x, W, b, h, d] = [1, 1, 1, 1, 1].map(() => engine.tensor(1, 1)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  x.values[0] = 3;
  W.values[0] = 2;
  engine.dense(x, W, b, square, h);
  expect(h.values[0]).toBe(36);
  engine.denseInputGradient(W, x, square, h, d);
  expect(d.values[0]).toBe(2 * 3 * 2 * 6);
});

describe('memory is counted as the kernels take it', () => {
  test.each(['float64', 'float32'] as const)('%s', precision => {
    const kernels = instantiateKernels(precision);
    expect(kernels.firstFreeByte()).toBe(FIRST_FREE_BYTE);
    const sizes = [0, 1, 2, 3, 5, 31, 64, 65, 129, 1000, 100_000];
    for (const i of sizes) {
      for (const o of sizes) {
        expect(productBytes(i, o, precision), `${i} × ${o}`).toBe(kernels.denseScratchBytes(i, o));
      }
    }
  });
});
