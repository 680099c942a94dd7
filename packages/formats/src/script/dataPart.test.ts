import { type Experiment, isRegression, parseExperiment, prepare } from 'gradscope';
import { expect, test } from 'vitest';
import { pythonWith } from '../../../../scripts/python/pythonWith.mjs';
import { runPython } from '../../test/script/runPython.ts';
import { dataPart } from './dataPart.ts';
import type { ScriptPlan } from './scriptPlan.ts';

const python = pythonWith('numpy');

type Data = { readonly kind: string; readonly answers?: string; readonly [setting: string]: unknown };

const shapes = ['rows', 'pixels', 'picture'];
const kinds: readonly Data[] = [
  { kind: 'adding', samples: 7, length: 6 },
  ...['oneHot', 'number'].flatMap(tokens => [
    { kind: 'copy', samples: 5, length: 3, symbols: 4, delay: 2, tokens },
    { kind: 'temporalOrder', samples: 5, length: 23, tokens },
    { kind: 'recall', samples: 6, length: 4, symbols: 5, tokens },
    { kind: 'modular', modulus: 5, tokens, test: 0.3 },
    { kind: 'characters', length: 70, tokens, test: 0.4 },
  ]),
  ...['last', 'every'].map(answers => ({ kind: 'parity', samples: 6, length: 5, answers })),
  { kind: 'sines', samples: 4, length: 9, waves: 3, noise: 0.1 },
  ...shapes.map(shape => ({ kind: 'digits', shape, standardize: true, test: 0.2 })),
];

const PRINT = `
print(X.shape, y.shape)
values = np.concatenate([X.ravel(), y.ravel()])
print(*(repr(float(value)) for value in values[::max(1, len(values) // 3000)]))
print(random.randint(0, 2 ** 32))
`;

const positions = (axes: readonly number[] = []) => axes.reduce((product, axis) => product * axis, 1);

/** One layer for as many answers as the data has, whose start draws nothing. */
function experimentOn(data: Data): Experiment {
  const isEvery = data.answers === 'every' || ['copy', 'sines', 'characters'].includes(data.kind);
  return parseExperiment({
    seed: 3,
    data,
    networks: [
      {
        name: 'a',
        hidden: isEvery ? [] : [{ kind: 'pool', how: 'flatten' }],
        activation: 'tanh',
        init: 'zeros',
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 1 },
  } as never);
}

test('NumPy makes the sequences and pictures of every kind, in their shapes, from as many draws', ({
  skip,
}) => {
  if (!python) skip('no python3 with numpy here');
  const prepared = kinds.map(data => {
    const experiment = experimentOn(data);
    return { experiment, ...prepare(experiment) };
  });
  const scripts = prepared.map(({ experiment, data }) => {
    const head = 'import base64, zlib\nimport numpy as np\nrandom = np.random.RandomState(3)\n';
    const code = dataPart({ experiment, data } as unknown as ScriptPlan);
    return [JSON.stringify(experiment.data), `${head}${code}\n${PRINT}`] as const;
  });
  const printed = runPython(python!, Object.fromEntries(scripts));
  for (const [i, [name]] of scripts.entries()) {
    const { data, networks } = prepared[i];
    const [shape, values, next] = printed[name].split('\n');
    const all = [...data.X, ...(isRegression(data) ? data.targets : data.y)];
    const stride = Math.max(1, Math.floor(all.length / 3000));
    const ours = all.filter((_, at) => at % stride === 0);
    const theirs = values.split(' ').map(Number);
    const channels = data.features / positions(data.axes);
    expect(shape, name).toContain(
      `(${[data.samples, ...data.axes!, channels].join(', ')}) (${data.samples},`,
    );
    expect(theirs, name).toHaveLength(ours.length);
    // The deviation of a channel is that of up to 92,000 pixels, whose squares NumPy sums in another order.
    const bound = /digits/.test(name) ? 1e-12 : /sines/.test(name) ? 1e-14 : 0;
    const errors = theirs.map((value, at) => Math.abs(value - ours[at]) / Math.max(1, Math.abs(value)));
    expect(
      errors.filter(error => !(error <= bound)),
      name,
    ).toEqual([]);
    expect(Number(next), name).toBe(networks[0].seeds.batches);
  }
});
