/** A program that does the job, or one like it, behind the line protocol of `serve.ts`. */
export interface Contender {
  readonly name: string;
  /** Program and arguments, run in this folder. */
  readonly command: readonly string[];
  /**
   * The check before timing: the largest relative difference of loss and gradients from the first contender.
   * A library that accepts no initial weights must only lower its loss.
   */
  readonly check: number | 'falling loss';
  /** Given the two networks at once, it makes a step of each. */
  readonly both?: boolean;
}

const FLOAT64 = 1e-9;
/** A ReLU unit within a rounding of zero may switch, which moves Σ|dW| more than the loss. */
const FLOAT32 = 1e-3;

/** NumPy in float64 on one thread: what every time is divided by. */
export const NUMPY = 'NumPy float64';

export const contenders: readonly Contender[] = [
  { name: NUMPY, command: ['python3', 'peers/numpy_peer.py', 'float64'], check: FLOAT64 },
  { name: 'NumPy float32', command: ['python3', 'peers/numpy_peer.py', 'float32'], check: FLOAT32 },
  { name: 'Gradscope float64', command: node('ours/gradscope.ts', 'wasm', 'float64'), check: FLOAT64 },
  { name: 'Gradscope float32', command: node('ours/gradscope.ts', 'wasm', 'float32'), check: FLOAT32 },
  {
    name: 'Gradscope, reference engine',
    command: node('ours/gradscope.ts', 'reference', 'float64'),
    check: FLOAT64,
  },
  { name: 'Gradscope float64, two threads', command: node('ours/together.ts'), check: FLOAT64, both: true },
  { name: 'TensorFlow.js wasm', command: node('peers/tensorflow.ts', 'wasm'), check: FLOAT32 },
  {
    name: 'TensorFlow.js wasm, transposed first',
    command: node('peers/tensorflow.ts', 'wasm', 'transpose'),
    check: FLOAT32,
  },
  { name: 'TensorFlow.js cpu', command: node('peers/tensorflow.ts', 'cpu'), check: FLOAT32 },
  { name: 'ConvNetJS', command: node('peers/convnetjs.ts'), check: FLOAT64 },
  { name: 'brain.js (another job)', command: node('peers/brain.ts'), check: 'falling loss' },
];

function node(...args: string[]): string[] {
  return [process.execPath, ...args];
}
