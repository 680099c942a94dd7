import type { Kind } from '../../kinds/kind.ts';
import type { LoggedModule } from '../../log/runDetail.ts';
import { activationNamed } from '../../network/activation/activationNamed.ts';
import { activationKinds, defaultSettings } from '../../network/activation/index.ts';
import type { LayerSettings } from '../../network/layerSettings.ts';

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
  const name = activationNamed(kind);
  if (name === undefined) return undefined;
  if (name === 'gelu' && settings.includes('tanh')) return defaultSettings('geluTanh');
  const { settings: own = {} }: Kind = activationKinds[name];
  const logged = Object.entries(own).map(
    ([key, { torch = key }]) => [key, numberIn(settings, torch)] as const,
  );
  const known = logged.filter(([, value]) => Number.isFinite(value));
  return { ...defaultSettings(name), ...Object.fromEntries(known) };
}

/** The number of `key=number` in a module's settings, NaN if there is none. */
export function numberIn(settings: string, key: string): number {
  const found = new RegExp(`(?:^|[\\s,(])${key}=([^,)\\s]+)`).exec(settings);
  return found ? Number(found[1]) : Number.NaN;
}
