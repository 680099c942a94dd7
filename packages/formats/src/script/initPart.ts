import type { InitializedLayer, InitSettings } from 'gradscope';
import { exportOf } from '../kinds/exportOf.ts';
import { INIT_EXPORTS } from '../kinds/initializers.ts';
import { pythonName } from './pythonText.ts';
import { everyLayer, type ScriptPlan } from './scriptPlan.ts';

const ORTHONORMAL = `def orthonormal(fan_in, fan_out):
    """Orthonormal columns, or rows if there are fewer: the Q of a random matrix, with a positive diagonal of R."""
    A = random.normal(0, 1, (fan_in, fan_out))
    Q, R = np.linalg.qr(A if fan_in >= fan_out else A.T)
    Q = Q * np.where(np.diag(R) < 0, -1, 1)
    return Q if fan_in >= fan_out else Q.T
`;

/** The functions that draw the starts of the plan's layers, W and b each. */
export function initPart({ networks }: ScriptPlan): string {
  const inits = networks.flatMap(({ layers }) => everyLayer(layers).flatMap(initsOf));
  const used = new Map(inits.map(init => [init.kind, init]));
  const known = Object.keys(INIT_EXPORTS) as (keyof typeof INIT_EXPORTS)[];
  const functions = known.flatMap(kind => {
    const settings = used.get(kind);
    if (!settings) return [];
    const { before, W, b = 'np.zeros(fan_out)' } = INIT_EXPORTS[kind];
    const parameters = ['fan_in', 'fan_out', ...namesOf(settings).map(pythonName)].join(', ');
    return `def ${nameOf(kind)}(${parameters}):\n${before ? `    ${before}\n` : ''}    return ${W}, ${b}\n`;
  });
  return [...(functions.some(code => code.includes('orthonormal(')) ? [ORTHONORMAL] : []), ...functions].join(
    '\n\n',
  );
}

/** The call that draws a matrix and its biases: `normal(2, 50, 0.1)`. */
export function startText(init: InitSettings, rows: number, columns: number): string {
  const given: Readonly<Record<string, unknown>> = { ...init };
  const values = namesOf(init).map(name => String(given[name]));
  return `${nameOf(init.kind)}(${[rows, columns, ...values].join(', ')})`;
}

/** How the tensors of a layer itself start; the layers inside a block have their own. */
function initsOf({ settings: { of }, init }: InitializedLayer): InitSettings[] {
  if (of?.inner) return [];
  const { recurrentInit, cell } = of?.values ?? {};
  return recurrentInit && cell !== 'diagonal' ? [init, recurrentInit as InitSettings] : [init];
}

const namesOf = ({ kind: _, ...values }: InitSettings) => Object.keys(values);

const nameOf = (kind: string) => exportOf('script', 'init', INIT_EXPORTS, kind).name ?? pythonName(kind);
