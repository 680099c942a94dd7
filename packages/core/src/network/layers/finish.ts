import { activationOf } from '../activation/index.ts';
import type { LayerSettings } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import type { LayerPlaces } from '../modelLayer.ts';
import { activation as activate, learnedSlope } from '../nodes/activation.ts';
import { dropout as leaveOut } from '../nodes/dropout.ts';
import { maxout } from '../nodes/maxout.ts';
import type { Node } from '../nodes/node.ts';
import { normalize } from '../nodes/normalize.ts';
import { softmax } from '../nodes/softmax.ts';
import { sum } from '../nodes/sum.ts';
import { learnedTensor } from '../parameters.ts';

/**
 * Adds what comes after a product z: `φ(norm(z))`, with dropout `⊙ m`, with a skip connection `+ x`.
 *
 * @param z the place of the product
 * @param from the place of x
 */
export function finish(
  builder: ModelBuilder,
  settings: LayerSettings,
  z: number,
  from: number,
): Omit<LayerPlaces, 'first'> {
  const { normalization } = settings;
  const { engine } = builder;
  const u =
    normalization === 'none' ? z : builder.add(normalize(engine, z, builder.shapeOf(z), normalization));
  const a = builder.add(activationNode(builder, settings, u));
  return { z, u, a, h: leaveOutAndSkip(builder, settings, a, from) };
}

function activationNode(builder: ModelBuilder, { activation }: LayerSettings, u: number): Node {
  const { engine } = builder;
  const shape = builder.shapeOf(u);
  switch (activation.kind) {
    case 'maxout':
      return maxout(u, shape, activation.pieces);
    case 'softmax':
      return softmax(u, shape);
    case 'prelu':
      return learnedSlope(u, shape, learnedTensor(engine, 'slope', [1, 1], { start: activation.slope }));
    default:
      return activate(u, shape, activationOf(activation));
  }
}

/** Adds dropout `⊙ m`, a skip connection `+ x`. Returns the place of the last node. */
export function leaveOutAndSkip(
  builder: ModelBuilder,
  { skip, dropout }: LayerSettings,
  a: number,
  from: number,
): number {
  const shape = builder.shapeOf(a);
  const h = dropout > 0 ? builder.add(leaveOut(a, shape, dropout)) : a;
  return skip ? builder.add(sum([h, from], shape)) : h;
}
