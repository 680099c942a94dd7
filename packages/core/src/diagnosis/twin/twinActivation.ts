import type { LoggedModule } from '../../log/runDetail.ts';
import {
  type ActivationKind,
  type ActivationName,
  activationKinds,
  defaultSettings,
} from '../../network/activation/index.ts';
import type { LayerSettings } from '../../network/layerSettings.ts';

/** PyTorch's classes and functions, in small letters without `_`, by our names. */
const NAMES: Readonly<Record<string, ActivationName>> = {
  relu: 'relu',
  relu6: 'relu6',
  leakyrelu: 'leakyRelu',
  prelu: 'prelu',
  elu: 'elu',
  selu: 'selu',
  celu: 'celu',
  gelu: 'gelu',
  silu: 'silu',
  mish: 'mish',
  sigmoid: 'sigmoid',
  hardsigmoid: 'hardSigmoid',
  tanh: 'tanh',
  hardtanh: 'hardTanh',
  softplus: 'softplus',
  softsign: 'softsign',
  identity: 'identity',
};

/** The name of an activation's parameter in PyTorch's modules: `negative_slope=0.2`. */
const PARAMETERS: Readonly<Partial<Record<ActivationName, string>>> = {
  leakyRelu: 'negative_slope',
  elu: 'alpha',
  celu: 'alpha',
};

/**
 * The activation of a logged module, with its parameter if the log has it; undefined if experiments do not
 * have this activation.
 *
 * @param module a class such as `LeakyReLU`, or a function such as `leaky_relu`
 */
export function twinActivation({
  kind,
  settings,
}: Pick<LoggedModule, 'kind' | 'settings'>): LayerSettings['activation'] | undefined {
  const name = NAMES[kind.toLowerCase().replaceAll('_', '')];
  if (!name) return undefined;
  if (name === 'gelu' && settings.includes('tanh')) return defaultSettings('geluTanh');
  const logged = PARAMETERS[name] === undefined ? Number.NaN : numberIn(settings, PARAMETERS[name]);
  const { parameter }: ActivationKind = activationKinds[name];
  const own = defaultSettings(name);
  return parameter && Number.isFinite(logged)
    ? ({ ...own, [parameter.name]: logged } as LayerSettings['activation'])
    : own;
}

/** The number of `key=number` in a module's settings, NaN if there is none. */
export function numberIn(settings: string, key: string): number {
  const found = new RegExp(`(?:^|[\\s,(])${key}=([^,)\\s]+)`).exec(settings);
  return found ? Number(found[1]) : Number.NaN;
}
