// node bench/sequences/sequences.ts: a training step of recurrent, convolutional and attention networks, ours in float32 and
// float64, PyTorch's in float32, if that is installed, and TensorFlow.js's in float32 on its wasm backend, or on its
// plain one if the wasm backend lacks the gradient of an operation. Each uses one thread; the numbers are medians of five turns.
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ExperimentInput, parseExperiment, Trainer } from 'gradscope';
import { pythonWithTorch } from '../../scripts/python/torch.mjs';

const last = { kind: 'pool', how: 'last' } as const;
const adding = { kind: 'adding', samples: 32, length: 100 } as const;
const convolution = { kind: 'convolution', channels: 16, kernel: 3, padding: 1 } as const;
const blocks = [
  { kind: 'block', layers: [{ kind: 'attention', heads: 4 }] },
  { kind: 'block', layers: [256, { width: 64, activation: 'identity' }] },
] as const;

type Network = ExperimentInput['networks'][number];

/** The data, the hidden layers, the batch, and steps of a turn. */
const NETWORKS: Readonly<
  Record<
    string,
    { data: ExperimentInput['data']; hidden: Network['hidden']; batch: number | 'full'; steps: number }
  >
> = {
  tanh: {
    data: adding,
    hidden: [{ kind: 'recurrent', cell: 'tanh', width: 64 }, last],
    batch: 'full',
    steps: 20,
  },
  lstm: {
    data: adding,
    hidden: [{ kind: 'recurrent', cell: 'lstm', width: 64 }, last],
    batch: 'full',
    steps: 10,
  },
  convolution: {
    data: { kind: 'digits', shape: 'picture' },
    hidden: [convolution, convolution, convolution, { kind: 'pool', how: 'flatten' }],
    batch: 64,
    steps: 20,
  },
  transformer: {
    data: { kind: 'recall', samples: 32, length: 64, symbols: 16, tokens: 'number' },
    hidden: [
      { kind: 'embedding', vocabulary: 16, width: 64 },
      { kind: 'positions' },
      { repeat: 4, layers: blocks },
      last,
    ],
    batch: 'full',
    steps: 3,
  },
};

const TURNS = 5;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];

function ours(name: string, precision: 'float32' | 'float64'): number {
  const { data, hidden, batch, steps } = NETWORKS[name];
  const trainer = new Trainer(
    parseExperiment({
      data,
      networks: [{ name, hidden, activation: 'relu', init: 'glorotUniform' }],
      training: { optimizer: { kind: 'adam', stepSize: 0.001 }, batch, steps: (TURNS + 2) * steps },
      record: { every: [0], probes: ['loss'] },
      precision,
    }),
    0,
  );
  trainer.advance(steps);
  const turns = Array.from({ length: TURNS }, () => {
    const start = performance.now();
    trainer.advance(steps);
    return (performance.now() - start) / steps;
  });
  return median(turns);
}

function torch(name: string): number {
  const script = fileURLToPath(new URL('pytorchSteps.py', import.meta.url));
  const python = pythonWithTorch();
  if (!python) return Number.NaN;
  return Number(execFileSync(python, [script, name, String(NETWORKS[name].steps)], { encoding: 'utf8' }));
}

/** Its wasm backend has no gradient of a convolution. */
const backendOf = (name: string) => (name === 'convolution' ? 'cpu' : 'wasm');

function tensorflow(name: string): number {
  const program = fileURLToPath(new URL('tensorflowSteps.ts', import.meta.url));
  const steps = backendOf(name) === 'cpu' ? 1 : NETWORKS[name].steps;
  const answer = spawnSync(process.execPath, [program, name, String(steps), backendOf(name)], {
    encoding: 'utf8',
  });
  return answer.status === 0 ? Number(answer.stdout.trim().split('\n').at(-1)) : Number.NaN;
}

console.log('ms a step     float64  float32  PyTorch  TensorFlow.js  float32 / PyTorch  / TensorFlow.js');
for (const name of Object.keys(NETWORKS)) {
  const [double, single, pytorch, tfjs] = [
    ours(name, 'float64'),
    ours(name, 'float32'),
    torch(name),
    tensorflow(name),
  ];
  const columns = [double, single, pytorch, tfjs].map(value => value.toFixed(2).padStart(9));
  const ratios = [single / pytorch, single / tfjs].map(value => value.toFixed(3).padStart(12));
  console.log(name.padEnd(12), ...columns, backendOf(name).padEnd(5), ...ratios);
}
