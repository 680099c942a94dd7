import type { ActivationSettings, LayerSettings } from 'gradscope';
import { lines } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

type Kind = ActivationSettings['kind'];

const LONGEST_LINE = 90;

/** Softmax is not elementwise: a layer refers to it by name in its backward pass. */
const NUMPY_SOFTMAX = `

def softmax_of(z):
    exponentials = np.exp(z - z.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


softmax = (softmax_of, None)
`;
const TORCH_SOFTMAX = 'def softmax(z):\n    return torch.softmax(z, dim=1)\n';

/** Definitions that an activation needs. */
type Helper = 'sigma' | 'bent' | 'normal';

/** An activation in a script: `(φ, φ′)`, of z, and of z and h = φ(z). */
interface NumpyActivation {
  readonly name: string;
  /** The name of its parameter. */
  readonly parameter?: string;
  readonly value: string;
  readonly slope: string;
  readonly helpers?: readonly Helper[];
}

const HELPERS: Readonly<Record<Helper, string>> = {
  sigma: `def sigma(z):
    return 1 / (1 + np.exp(-z))
`,
  bent: `def bent(z):
    return 1.5957691216057308 * (z + 0.044715 * z**3)
`,
  normal: `# The normal distribution function; NumPy itself has no erf, so this is the slow part of the script.
Phi = np.vectorize(lambda z: math.erfc(-z / math.sqrt(2)) / 2, otypes=[float])
`,
};

const NUMPY: Readonly<Record<Kind, NumpyActivation>> = {
  sigmoid: { name: 'sigmoid', value: '1 / (1 + np.exp(-z))', slope: 'h * (1 - h)' },
  tanh: { name: 'tanh', value: 'np.tanh(z)', slope: '1 - h * h' },
  relu: { name: 'relu', value: 'np.maximum(0, z)', slope: 'h > 0' },
  identity: { name: 'identity', value: 'z', slope: 'np.ones_like(h)' },
  leakyRelu: {
    name: 'leaky_relu',
    parameter: 'slope',
    value: 'np.where(z > 0, z, slope * z)',
    slope: 'np.where(h > 0, 1, slope)',
  },
  prelu: {
    name: 'prelu',
    parameter: 'slope',
    value: 'np.where(z > 0, z, slope * z)',
    slope: 'np.where(z > 0, 1, slope)',
  },
  elu: {
    name: 'elu',
    parameter: 'alpha',
    value: 'np.where(z > 0, z, alpha * np.expm1(z))',
    slope: 'np.where(h > 0, 1, h + alpha)',
  },
  selu: {
    name: 'selu',
    value: 'np.where(z > 0, 1.0507009873554805 * z, 1.7580993408473766 * np.expm1(z))',
    slope: 'np.where(h > 0, 1.0507009873554805, h + 1.7580993408473766)',
  },
  celu: {
    name: 'celu',
    parameter: 'alpha',
    value: 'np.where(z > 0, z, alpha * np.expm1(z / alpha))',
    slope: 'np.where(h > 0, 1, 1 + h / alpha)',
  },
  gelu: {
    name: 'gelu',
    value: 'z * Phi(z)',
    slope: 'Phi(z) + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)',
    helpers: ['normal'],
  },
  geluTanh: {
    name: 'gelu_tanh',
    value: 'z * sigma(bent(z))',
    slope: 'sigma(bent(z)) * (1 + z * 1.5957691216057308 * (1 + 0.134145 * z * z) * sigma(-bent(z)))',
    helpers: ['sigma', 'bent'],
  },
  silu: {
    name: 'silu',
    value: 'z * sigma(z)',
    slope: 'sigma(z) * (1 + z * sigma(-z))',
    helpers: ['sigma'],
  },
  mish: {
    name: 'mish',
    value: 'z * np.tanh(np.logaddexp(0, z))',
    slope: 'np.tanh(np.logaddexp(0, z)) + z * sigma(z) * (1 - np.tanh(np.logaddexp(0, z)) ** 2)',
    helpers: ['sigma'],
  },
  softplus: { name: 'softplus', value: 'np.logaddexp(0, z)', slope: '-np.expm1(-h)' },
  softsign: { name: 'softsign', value: 'z / (1 + np.abs(z))', slope: '1 / (1 + np.abs(z)) ** 2' },
  hardTanh: { name: 'hard_tanh', value: 'np.clip(z, -1, 1)', slope: '(h > -1) & (h < 1)' },
  hardSigmoid: {
    name: 'hard_sigmoid',
    value: 'np.clip(z + 3, 0, 6) / 6',
    slope: '((h > 0) & (h < 1)) / 6',
  },
  relu6: { name: 'relu6', value: 'np.clip(z, 0, 6)', slope: '(h > 0) & (h < 6)' },
  sin: {
    name: 'sin',
    parameter: 'omega',
    value: 'np.sin(omega * z)',
    slope: 'omega * np.cos(omega * z)',
  },
};

/** For PyTorch: φ alone, since PyTorch computes the slope itself. */
const TORCH: Readonly<Record<Kind, string>> = {
  sigmoid: 'torch.sigmoid(z)',
  tanh: 'torch.tanh(z)',
  relu: 'torch.relu(z)',
  identity: 'z',
  leakyRelu: 'F.leaky_relu(z, slope)',
  prelu: 'F.prelu(z, slope)',
  elu: 'F.elu(z, alpha)',
  selu: 'F.selu(z)',
  celu: 'F.celu(z, alpha)',
  gelu: 'F.gelu(z)',
  geluTanh: "F.gelu(z, approximate='tanh')",
  silu: 'F.silu(z)',
  mish: 'F.mish(z)',
  // By default PyTorch returns z itself above 20.
  softplus: 'F.softplus(z, threshold=700)',
  softsign: 'F.softsign(z)',
  hardTanh: 'F.hardtanh(z)',
  hardSigmoid: 'F.hardsigmoid(z)',
  relu6: 'F.relu6(z)',
  sin: 'torch.sin(omega * z)',
};

/** The activations of the plan's networks as pairs: φ(z), and φ′ of z and h = φ(z). */
export function numpyActivations(plan: ScriptPlan): string {
  const kinds = kindsOf(plan);
  const needed = new Set(kinds.flatMap(kind => NUMPY[kind].helpers ?? []));
  const helpers = (Object.keys(HELPERS) as Helper[]).filter(helper => needed.has(helper));
  return lines(
    ...helpers.map(helper => `${HELPERS[helper]}\n`),
    '# Each is a pair: φ(z), and its slope φ′, which may use h = φ(z).',
    ...kinds.map(numpyDefinition),
    plan.uses.softmax && NUMPY_SOFTMAX,
  );
}

function numpyDefinition(kind: Kind): string {
  const { name, parameter, value, slope } = NUMPY[kind];
  const pair = [`lambda z: ${value}`, `lambda z, h: ${slope}`];
  if (!parameter) return `${name} = ${tuple(pair)}`;
  return `\n\ndef ${name}(${parameter}):\n    return ${tuple(pair).replaceAll('\n', '\n    ')}\n\n`;
}

/** On one line if they fit. */
function tuple(parts: readonly string[]): string {
  const line = `(${parts.join(', ')})`;
  return line.length < LONGEST_LINE ? line : `(\n${parts.map(part => `    ${part},\n`).join('')})`;
}

/** The activations of the plan's networks as functions of PyTorch. */
export function torchActivations(plan: ScriptPlan): string {
  const elementwise = kindsOf(plan)
    .filter(kind => kind !== 'prelu')
    .map(kind => {
      const { name, parameter } = NUMPY[kind];
      if (!parameter) return `def ${name}(z):\n    return ${TORCH[kind]}\n`;
      return `def ${name}(${parameter}):\n    return lambda z: ${TORCH[kind]}\n`;
    });
  return [...elementwise, ...(plan.uses.softmax ? [TORCH_SOFTMAX] : [])].join('\n\n');
}

/**
 * The activation of a layer in the scripts' notation: `relu`, `elu(1)`; undefined for maxout, which is not
 * elementwise.
 */
export function activationText(activation: LayerSettings['activation']): string | undefined {
  if (activation.kind === 'maxout') return undefined;
  if (activation.kind === 'softmax') return activation.kind;
  const { name, parameter } = NUMPY[activation.kind];
  const { kind: _, ...values } = activation;
  return parameter ? `${name}(${Object.values(values)[0]})` : name;
}

/** Each kind once, in the order of the table; identity is for the output layer. */
function kindsOf({ networks }: ScriptPlan): Kind[] {
  const used = new Set<string>(
    networks.flatMap(({ layers }) => layers.map(({ settings }) => settings.activation.kind)),
  );
  return (Object.keys(NUMPY) as Kind[]).filter(kind => used.has(kind));
}

/** Whether the script needs Python's own `math`. */
export function needsMath(plan: ScriptPlan): boolean {
  return kindsOf(plan).some(kind => NUMPY[kind].helpers?.includes('normal'));
}
