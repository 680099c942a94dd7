import { type BuiltInActivation, defaultSettings, type LayerSettings } from 'gradscope';
import { ACTIVATION_EXPORTS, type ActivationHelper } from '../kinds/activations.ts';
import { lines, pythonName } from './pythonText.ts';
import { everyLayer, type ScriptPlan } from './scriptPlan.ts';

type Kind = BuiltInActivation;

const LONGEST_LINE = 90;

/** Softmax is not elementwise: a layer refers to it by name in its backward pass. */
const NUMPY_SOFTMAX = `

def softmax_of(z):
    exponentials = np.exp(z - z.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


softmax = (softmax_of, None)
`;
const TORCH_SOFTMAX = 'def softmax(z):\n    return torch.softmax(z, dim=-1)\n';

const HELPERS: Readonly<Record<ActivationHelper, string>> = {
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

/** The activations of the plan's networks as pairs: φ(z), and φ′ of z and h = φ(z). */
export function numpyActivations(plan: ScriptPlan): string {
  const kinds = kindsOf(plan);
  const needed = new Set(kinds.flatMap(kind => ACTIVATION_EXPORTS[kind].helpers ?? []));
  const helpers = (Object.keys(HELPERS) as ActivationHelper[]).filter(helper => needed.has(helper));
  return lines(
    ...helpers.map(helper => `${HELPERS[helper]}\n`),
    '# Each is a pair: φ(z), and its slope φ′, which may use h = φ(z).',
    ...kinds.map(numpyDefinition),
    plan.uses.softmax && NUMPY_SOFTMAX,
  );
}

function numpyDefinition(kind: Kind): string {
  const { value, slope } = ACTIVATION_EXPORTS[kind];
  const [name, parameters] = [pythonName(kind), parametersOf(kind)];
  const pair = [`lambda z: ${value}`, `lambda z, h: ${slope}`];
  if (!parameters) return `${name} = ${tuple(pair)}`;
  return `\n\ndef ${name}(${parameters}):\n    return ${tuple(pair).replaceAll('\n', '\n    ')}\n\n`;
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
      const { torch } = ACTIVATION_EXPORTS[kind];
      const [name, parameters] = [pythonName(kind), parametersOf(kind)];
      if (!parameters) return `def ${name}(z):\n    return ${torch}\n`;
      return `def ${name}(${parameters}):\n    return lambda z: ${torch}\n`;
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
  const { kind, ...values } = activation;
  const given = Object.values(values).join(', ');
  return given ? `${pythonName(kind)}(${given})` : pythonName(kind);
}

/** The names of an activation's settings, as parameters of a function. */
function parametersOf(kind: Kind): string {
  const { kind: _, ...values } = defaultSettings(kind);
  return Object.keys(values).map(pythonName).join(', ');
}

/** Each kind once, in the order of the table; identity is for the output layer. */
function kindsOf({ networks }: ScriptPlan): Kind[] {
  const used = new Set<string>(
    networks.flatMap(({ layers }) => everyLayer(layers).map(({ settings }) => settings.activation.kind)),
  );
  return (Object.keys(ACTIVATION_EXPORTS) as Kind[]).filter(kind => used.has(kind));
}

/** Whether the script needs Python's own `math`. */
export function needsMath(plan: ScriptPlan): boolean {
  return kindsOf(plan).some(kind => ACTIVATION_EXPORTS[kind].helpers?.includes('normal'));
}
