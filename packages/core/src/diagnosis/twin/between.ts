import type { LoggedModule } from '../../log/runDetail.ts';
import type { LayerSettings } from '../../network/layerSettings.ts';
import { numberIn, twinActivation } from './twinActivation.ts';

/**
 * The operations between a dense layer and the next: normalization, activation and dropout, in this order.
 */
export interface Between {
  /** Null if there is none. */
  readonly activation: LayerSettings['activation'] | null;
  readonly normalization: LayerSettings['normalization'];
  readonly dropout: number;
  /** The first module that a twin's layer cannot have; null if there is none. */
  readonly stranger: number | null;
}

/** Modules that change no number. */
const TRANSPARENT = new Set(['Identity', 'Flatten', 'Unflatten', 'Dropout1d']);
const NORMALIZATIONS: Readonly<Record<string, LayerSettings['normalization']>> = {
  BatchNorm1d: 'batch',
  LayerNorm: 'layer',
};

/** Reads the modules from `start` to before `end`. Softmax is left to the loss, which knows its place. */
export function readBetween(modules: readonly LoggedModule[], start: number, end: number): Between {
  let found: Between = { activation: null, normalization: 'none', dropout: 0, stranger: null };
  for (let at = start; at < end; at++) {
    const next = added(found, modules[at]);
    if (!next) return { ...found, stranger: at };
    found = next;
  }
  return found;
}

/** Adds a module; undefined if a twin's layer cannot have it at this place. */
function added(found: Between, module: LoggedModule): Between | undefined {
  const { kind, settings } = module;
  if (TRANSPARENT.has(kind) || /softmax$/i.test(kind)) return found;
  const [isBare, isWhole] = [found.activation === null, found.dropout > 0];
  const normalization = NORMALIZATIONS[kind];
  if (normalization && isBare && !isWhole && found.normalization === 'none') {
    return { ...found, normalization };
  }
  const activation = twinActivation(module);
  if (activation && isBare && !isWhole) return { ...found, activation };
  if (kind === 'Dropout' && !isWhole) {
    const share = numberIn(settings, 'p');
    return { ...found, dropout: Number.isFinite(share) ? share : 0 };
  }
  return undefined;
}
