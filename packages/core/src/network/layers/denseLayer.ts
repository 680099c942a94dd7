import { columnsOf, type LayerSettings } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import { ModelLayer } from '../modelLayer.ts';
import { dense, denseParameters } from '../nodes/dense.ts';
import { finish } from './finish.ts';
import type { LayerKind } from './layerKind.ts';

/** `h = φ(norm(scale · x W + b))` at each position, with dropout `⊙ m`, with a skip connection `+ x`. */
export const denseLayer = {
  label: 'Dense',
  build(builder: ModelBuilder, settings: LayerSettings, from: number): ModelLayer {
    const { engine } = builder;
    const { fanIn, scale, bias } = settings;
    const parameters = denseParameters(engine, fanIn, columnsOf(settings), { hasBias: bias });
    const z = builder.add(dense(engine, from, builder.shapeOf(from), parameters, scale));
    return new ModelLayer(builder, { first: z, ...finish(builder, settings, z, from) }, settings);
  },
} as const satisfies LayerKind;
