import { columnsOf, type InitializedLayer, type InitSettings } from 'gradscope';
import type { ScriptPlan } from './scriptPlan.ts';

type Kind = InitSettings['kind'];

/**
 * An initializer in a script: a function of fan_in, fan_out and its own numbers that returns W, and b if that
 * is not 0.
 */
interface NumpyInit {
  readonly name: string;
  /** Its numbers: their names in the experiment, and in the script. */
  readonly numbers?: Readonly<Record<string, string>>;
  readonly before?: string;
  readonly W: string;
  readonly b?: string;
}

const SHAPE = '(fan_in, fan_out)';
const normal = (std: string) => `random.normal(0, ${std}, ${SHAPE})`;
const uniform = (limit: string) => `random.uniform(-${limit}, ${limit}, ${SHAPE})`;
const scaled = (name: string, variance: string): readonly [NumpyInit, NumpyInit] => [
  { name: `${name}_normal`, W: normal(`np.sqrt(${variance})`) },
  { name: `${name}_uniform`, W: uniform(`np.sqrt(3 * (${variance}))`) },
];

const [glorotNormal, glorotUniform] = scaled('glorot', '2 / (fan_in + fan_out)');
const [heNormal, heUniform] = scaled('he', '2 / fan_in');
const [lecunNormal, lecunUniform] = scaled('lecun', '1 / fan_in');

const NUMPY: Readonly<Record<Kind, NumpyInit>> = {
  normal: { name: 'normal', numbers: { std: 'std' }, W: normal('std') },
  uniform: { name: 'uniform', numbers: { limit: 'limit' }, W: uniform('limit') },
  constant: { name: 'constant', numbers: { value: 'value' }, W: `np.full(${SHAPE}, float(value))` },
  zeros: { name: 'zeros', W: `np.zeros(${SHAPE})` },
  identity: { name: 'eye', W: 'np.eye(fan_in, fan_out)' },
  orthogonal: {
    name: 'orthogonal',
    numbers: { gain: 'gain' },
    W: 'gain * orthonormal(fan_in, fan_out)',
  },
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  kerasDefault: { ...glorotUniform, name: 'keras_default' },
  pytorchDefault: {
    name: 'pytorch_default',
    before: 'limit = 1 / np.sqrt(fan_in)',
    W: uniform('limit'),
    b: 'random.uniform(-limit, limit, fan_out)',
  },
  meanField: {
    name: 'mean_field',
    numbers: { sigmaW: 'sigma_w', sigmaB: 'sigma_b' },
    W: normal('sigma_w / np.sqrt(fan_in)'),
    b: 'random.normal(0, sigma_b, fan_out)',
  },
  lsuv: { name: 'lsuv', W: 'orthonormal(fan_in, fan_out)' },
};

const ORTHONORMAL = `def orthonormal(fan_in, fan_out):
    """Orthonormal columns, or rows if there are fewer: the Q of a random matrix, with a positive diagonal of R."""
    A = random.normal(0, 1, (fan_in, fan_out))
    Q, R = np.linalg.qr(A if fan_in >= fan_out else A.T)
    Q = Q * np.where(np.diag(R) < 0, -1, 1)
    return Q if fan_in >= fan_out else Q.T
`;

/** The functions that draw the starts of the plan's layers, W and b each. */
export function initPart({ networks }: ScriptPlan): string {
  const used = new Set(networks.flatMap(({ layers }) => layers.map(({ init }) => init.kind)));
  const kinds = (Object.keys(NUMPY) as Kind[]).filter(kind => used.has(kind));
  const functions = kinds.map(kind => {
    const { name, numbers = {}, before, W, b = 'np.zeros(fan_out)' } = NUMPY[kind];
    const parameters = ['fan_in', 'fan_out', ...Object.values(numbers)].join(', ');
    return `def ${name}(${parameters}):\n${before ? `    ${before}\n` : ''}    return ${W}, ${b}\n`;
  });
  return [...(used.has('orthogonal') || used.has('lsuv') ? [ORTHONORMAL] : []), ...functions].join('\n\n');
}

/** The call that draws a layer's start: `normal(2, 50, 0.1)`. */
export function initText({ settings, init }: InitializedLayer): string {
  const { name, numbers = {} } = NUMPY[init.kind];
  const given: Readonly<Record<string, unknown>> = { ...init };
  const values = Object.keys(numbers).map(key => String(given[key]));
  return `${name}(${[settings.fanIn, columnsOf(settings), ...values].join(', ')})`;
}
