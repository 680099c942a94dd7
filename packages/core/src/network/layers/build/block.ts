import type { LayerValues } from '../../layerSettings.ts';
import type { ModelBuilder } from '../../modelBuilder.ts';
import { ModelLayer } from '../../modelLayer.ts';
import { type BranchScale, branchSum } from '../../nodes/branch.ts';
import { type NormalizationName, normalize } from '../../nodes/normalize.ts';
import { learnedTensor } from '../../parameters.ts';
import { deepNorm } from '../deepNorm.ts';
import type { LayerKind } from '../layerKind.ts';

/** See `blockLayer`. */
export const buildBlock: LayerKind['build'] = (builder, settings, from, values, addLayer) => {
  const { inner = [] } = settings.of!;
  const name = values.normalization as NormalizationName;
  const first = builder.nodes.length;
  const normal = (place: number) =>
    builder.add(normalize(builder.engine, place, builder.shapeOf(place), name));
  let x = values.norm === 'pre' ? normal(from) : from;
  const layers = inner.map(({ settings: own }) => {
    const layer = addLayer(builder, own, x);
    x = layer.places.h;
    return layer;
  });
  const sum = builder.add(branchSum(x, from, builder.shapeOf(from), scaleOf(builder, values)));
  const h = values.norm === 'post' ? normal(sum) : sum;
  return new ModelLayer(builder, { first, z: h, u: h, a: h, h }, settings, layers);
};

function scaleOf(builder: ModelBuilder, { scale, blocks }: LayerValues): BranchScale {
  if (scale === 'depth') return { skip: 1, branch: 1 / Math.sqrt(blocks as number) };
  if (scale === 'deepNorm') return { skip: deepNorm(blocks).skip, branch: 1 };
  if (scale !== 'reZero') return { skip: 1, branch: scale as number };
  return { skip: 1, branch: learnedTensor(builder.engine, 'scale', [1, 1]) };
}
