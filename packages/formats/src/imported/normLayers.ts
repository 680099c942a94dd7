import type { LayerFacts } from './layerFacts.ts';
import { orderLayers } from './layerOrder.ts';
import { layerRank } from './layerRank.ts';
import type { Tags } from './tagLog.ts';

/** Shortcuts of residual networks: a convolution, then a normalization. */
const SHORTCUT_NORM = /^(.*\b(?:downsample|shortcut))[./]1$/;
const NUMBERED = /^(.*[./])(\d+)$/;

/**
 * The layers that are normalizations though their names do not say so, such as the second module of a
 * `Sequential`: their weights are a vector; or as many as their biases, behind a layer with as many outputs;
 * or they have biases and directly follow a module without.
 */
export function normLayers(tags: Tags, facts: ReadonlyMap<string, LayerFacts>): Set<string> {
  const logged = [...tags.values()].flatMap(({ meaning }) => ('layer' in meaning ? [meaning.layer] : []));
  const names = orderLayers([...new Set(logged)]).names;
  const known = new Set(names);
  const biased = new Set(
    [...tags.values()].flatMap(({ meaning }) =>
      meaning.kind === 'aside' && meaning.biasOf ? [meaning.biasOf] : [],
    ),
  );
  return new Set(
    names.filter((name, l) => {
      const own = facts.get(name) ?? {};
      if (own.matrix || own.fanIn) return false;
      if (own.isVector) return true;
      // A word such as `fc` shows that it is not a normalization.
      if (layerRank(name.split(/[./]/).at(-1)!) !== undefined) return false;
      const isShortcut = known.has(SHORTCUT_NORM.exec(name)?.[1]?.concat('.0') ?? '');
      if (isShortcut || followsUnbiased(name, known, biased)) return own.size === undefined || isOneEach(own);
      return isOneEach(own) && l > 0 && givesAsMany(facts.get(names[l - 1]), own.size!);
    }),
  );
}

/** Whether there are as many weights as biases. A dense layer of one input also has this. */
const isOneEach = ({ size, biasSize }: LayerFacts): boolean => size !== undefined && size === biasSize;

/** Whether a layer may have this many outputs. */
const givesAsMany = (before: LayerFacts | undefined, outputs: number): boolean =>
  before?.biasSize === undefined ? (before?.size ?? 0) % outputs === 0 : before.biasSize === outputs;

/**
 * Whether a module with biases directly follows one without, like a normalization behind a convolution that
 * leaves the shift to it.
 */
function followsUnbiased(name: string, known: ReadonlySet<string>, biased: ReadonlySet<string>): boolean {
  const [, container, number] = NUMBERED.exec(name) ?? [];
  const before = `${container}${Number(number) - 1}`;
  return container !== undefined && biased.has(name) && known.has(before) && !biased.has(before);
}
