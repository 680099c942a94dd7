import { activations, type Engine, type Precision, type Tensor, wasmEngine } from 'gradscope';
import { median } from './statistics.ts';

/** One kernel at one shape: its name, the operations per call, and the call. */
interface Kernel {
  readonly name: string;
  /** Floating-point operations; an activation's `exp` is not counted. */
  readonly operations: number;
  readonly call: () => void;
}

/** A kernel's speed in one precision. */
export interface KernelSpeed {
  readonly kernel: string;
  readonly precision: Precision;
  readonly microseconds: number;
  /** 10⁹ operations a second. */
  readonly gflops: number;
}

/** Samples, inputs and outputs of the notebook's middle layer, and its classes. */
const [n, i, o, classes] = [300, 50, 50, 3];
const ROUNDS = 7;

/** Times every kernel of the engine at the notebook's shapes, in turns, one thread. */
export function measureKernels(turn: number): KernelSpeed[] {
  const entries = (['float64', 'float32'] as const).flatMap(precision =>
    kernels(wasmEngine(precision)).map(kernel => ({ kernel, precision, times: [] as number[], calls: 10 })),
  );
  for (let round = 0; round <= ROUNDS; round++) {
    for (const entry of entries) {
      const microseconds = time(entry.kernel.call, entry.calls);
      // The first round warms up, and tells how many calls fill a turn.
      if (round === 0) entry.calls = Math.max(10, Math.round((turn * 1e6) / ROUNDS / microseconds));
      else entry.times.push(microseconds);
    }
  }
  return entries.map(({ kernel, precision, times }) => {
    const microseconds = median(times);
    return { kernel: kernel.name, precision, microseconds, gflops: kernel.operations / microseconds / 1000 };
  });
}

function kernels(engine: Engine): Kernel[] {
  const { sigmoid, relu } = activations;
  const [x, W, b] = [filled(engine, n, i), filled(engine, i, o), filled(engine, 1, o)];
  const [h, dz, dx, dW] = [
    filled(engine, n, o),
    filled(engine, n, o),
    filled(engine, n, i),
    filled(engine, i, o),
  ];
  const [scores, dScores] = [filled(engine, n, classes), filled(engine, n, classes)];
  const labels = Int32Array.from({ length: n }, (_, row) => row % classes);
  const matmul = 2 * n * i * o;
  return [
    {
      name: `dense ${n}×${i}·${i}×${o}, ReLU`,
      operations: matmul,
      call: () => engine.dense(x, W, b, relu, h),
    },
    { name: 'dense, sigmoid', operations: matmul, call: () => engine.dense(x, W, b, sigmoid, h) },
    { name: 'denseWeightGradient', operations: matmul, call: () => engine.denseWeightGradient(x, dz, dW) },
    {
      name: 'denseInputGradient, ReLU',
      operations: matmul,
      call: () => engine.denseInputGradient(dz, W, relu, x, dx),
    },
    {
      name: 'denseInputGradient, sigmoid',
      operations: matmul,
      call: () => engine.denseInputGradient(dz, W, sigmoid, x, dx),
    },
    { name: `denseBiasGradient ${n}×${o}`, operations: n * o, call: () => engine.denseBiasGradient(dz, b) },
    {
      name: `softmaxCrossEntropy ${n}×${classes}`,
      operations: 6 * n * classes,
      call: () => engine.softmaxCrossEntropy(scores, labels, dScores),
    },
    { name: `descend ${i}×${o}`, operations: 4 * i * o, call: () => engine.descend(W, dW, 0, 0) },
    { name: `magnitudes ${i}×${o}`, operations: 5 * i * o, call: () => engine.magnitudes(dW) },
  ];
}

/** Values in (0, 1), where neither activation is degenerate and nothing is subnormal. */
function filled(engine: Engine, rows: number, columns: number): Tensor {
  const tensor = engine.tensor(rows, columns);
  tensor.values.set(Array.from({ length: rows * columns }, (_, k) => (((k * 7919) % 997) + 1) / 1000));
  return tensor;
}

/** Microseconds a call. */
function time(call: () => void, calls: number): number {
  const start = performance.now();
  for (let k = 0; k < calls; k++) call();
  return ((performance.now() - start) * 1000) / calls;
}

/** The speeds as text: a line per kernel, both precisions beside each other. */
export function formatKernels(speeds: readonly KernelSpeed[]): string {
  const names = [...new Set(speeds.map(speed => speed.kernel))];
  const width = Math.max(...names.map(name => name.length));
  const cells = (kernel: string, precision: Precision) => {
    const { microseconds, gflops } = speeds.find(s => s.kernel === kernel && s.precision === precision)!;
    return `${microseconds.toFixed(1).padStart(8)}  ${gflops.toFixed(1).padStart(7)}`;
  };
  const head = `${'kernel'.padEnd(width)}  f64   µs  GFLOP/s  f32   µs  GFLOP/s`;
  return [
    head,
    ...names.map(name => `${name.padEnd(width)}  ${cells(name, 'float64')}  ${cells(name, 'float32')}`),
  ].join('\n');
}
