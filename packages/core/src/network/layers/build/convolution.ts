import { columnsOf } from '../../layerSettings.ts';
import { ModelLayer } from '../../modelLayer.ts';
import { dense, denseParameters } from '../../nodes/dense.ts';
import { unfold } from '../../nodes/unfold.ts';
import { finish } from '../finish.ts';
import type { LayerKind } from '../layerKind.ts';
import { windowOf } from '../windowOf.ts';

/** See `convolutionLayer`. */
export const buildConvolution: LayerKind['build'] = (builder, settings, from, values) => {
  const { engine } = builder;
  const { scale, bias } = settings;
  const first = builder.add(unfold(from, builder.shapeOf(from), windowOf(values)));
  const shape = builder.shapeOf(first);
  const parameters = denseParameters(engine, shape.channels, columnsOf(settings), { hasBias: bias });
  const z = builder.add(dense(engine, first, shape, parameters, scale));
  return new ModelLayer(builder, { first, ...finish(builder, settings, z, from) }, settings);
};
