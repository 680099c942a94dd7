import { columnsOf, type InitializedLayer, type LayerValues, rowsOf } from '../layerSettings.ts';
import { builders } from './builders.ts';
import { deepNorm } from './deepNorm.ts';
import type { Arrays, LayerKind } from './layerKind.ts';

/**
 * A residual block, `x + scale · layers(norm(x))` or, with the normalization last, `norm(x + scale · layers(x))`.
 *
 * Sources: He et al. 2016 for the sum; Xiong et al. 2020 for where the normalization stands; Bachlechner et al. 2021 for
 * ReZero, a learned scale that starts at 0 (as De & Smith 2020, SkipInit); Wang et al. 2022 for DeepNorm.
 */
export const blockLayer = {
  label: 'Residual block',
  takes: [],
  holdsLayers: true,
  settings: {
    norm: {
      choices: ['pre', 'post', 'none'],
      default: 'pre',
      description: 'Where the normalization stands: before the layers, after the sum, or nowhere.',
    },
    normalization: {
      choices: ['layer', 'rms', 'batch'],
      default: 'layer',
      description: 'Which normalization.',
    },
    scale: {
      number: { from: -1e100, to: 1e100, description: '' },
      names: ['reZero', 'depth', 'deepNorm'],
      default: 1,
      description:
        'The factor of what the layers give: a number; reZero: learned, 0 at the start; depth: 1/√(number of blocks); deepNorm: 1, the input times (2 blocks)^¼, and the weights start times (8 blocks)^−¼.',
    },
  },
  weights({ of }) {
    const [first] = of?.inner ?? [];
    return first ? [rowsOf(first.settings), columnsOf(first.settings)] : [0, 0];
  },
  draw({ of }, _, values, drawInner) {
    const arrays = (of?.inner ?? []).flatMap((layer, k) =>
      Object.entries(scaledStart(drawInner(layer), layer, values)).map(
        ([name, array]): [string, Float64Array] => [`${name}.${k + 1}`, array],
      ),
    );
    return Object.fromEntries(arrays);
  },
  build: (...parts) => builders.block(...parts),
} as const satisfies LayerKind;

/** With DeepNorm, all weights start smaller but those of queries and keys. */
function scaledStart(arrays: Arrays, { settings }: InitializedLayer, { scale, blocks }: LayerValues): Arrays {
  if (scale !== 'deepNorm') return arrays;
  const { start } = deepNorm(blocks);
  const [isAttention, columns] = [settings.of?.kind === 'attention', columnsOf(settings)];
  const isScaled = (name: string, i: number) =>
    /^[A-Z]/.test(name) && !(isAttention && name === 'W' && i % columns < (2 / 3) * columns);
  const scaled = Object.entries(arrays).map(([name, array]): [string, Float64Array] => [
    name,
    array.map((value, i) => (isScaled(name, i) ? start * value : value)),
  ]);
  return Object.fromEntries(scaled);
}
