import { activationOf } from '../activation/index.ts';
import { columnsOf, type LayerSettings } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import { ModelLayer } from '../modelLayer.ts';
import { activation as activate, learnedSlope } from '../nodes/activation.ts';
import { dense, denseParameters } from '../nodes/dense.ts';
import { dropout as leaveOut } from '../nodes/dropout.ts';
import { maxout } from '../nodes/maxout.ts';
import type { Node } from '../nodes/node.ts';
import { normalize } from '../nodes/normalize.ts';
import { softmax } from '../nodes/softmax.ts';
import { sum } from '../nodes/sum.ts';

/**
 * Adds the nodes of `h = φ(norm(scale · x W + b))`, with dropout `⊙ m`, with a skip connection `+ x`.
 *
 * @param from the place of x
 */
export function addDenseLayer(builder: ModelBuilder, settings: LayerSettings, from: number): ModelLayer {
  const { engine } = builder;
  const { fanIn, normalization, skip, dropout, scale, bias } = settings;
  const parameters = denseParameters(engine, fanIn, columnsOf(settings), { hasBias: bias });
  const z = builder.add(dense(engine, from, builder.shapeOf(from), parameters, scale));
  const u =
    normalization === 'none' ? z : builder.add(normalize(engine, z, builder.shapeOf(z), normalization));
  const a = builder.add(activationNode(builder, settings, u));
  const shape = builder.shapeOf(a);
  let h = a;
  if (dropout > 0) h = builder.add(leaveOut(h, shape, dropout));
  if (skip) h = builder.add(sum([h, from], shape));
  return new ModelLayer(builder, { first: z, z, u, a, h }, settings);
}

function activationNode(builder: ModelBuilder, { activation }: LayerSettings, u: number): Node {
  const { engine } = builder;
  const shape = builder.shapeOf(u);
  switch (activation.kind) {
    case 'maxout':
      return maxout(u, shape, activation.pieces);
    case 'softmax':
      return softmax(u, shape);
    case 'prelu': {
      const [tensor, gradient] = [engine.tensor(1, 1), engine.tensor(1, 1)];
      tensor.values[0] = activation.slope;
      return learnedSlope(u, shape, { name: 'slope', tensor, gradient, decays: false });
    }
    default:
      return activate(u, shape, activationOf(activation));
  }
}
