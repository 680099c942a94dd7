import type { ModelBuilder } from '../../modelBuilder.ts';
import { ModelLayer } from '../../modelLayer.ts';
import { attend } from '../../nodes/attend.ts';
import { dense, denseParameters } from '../../nodes/dense.ts';
import { normalizeHeads } from '../../nodes/normalizeHeads.ts';
import { learnedTensor } from '../../parameters.ts';
import { leaveOutAndSkip } from '../finish.ts';
import type { LayerKind } from '../layerKind.ts';

/** See `attentionLayer`. */
export const buildAttention: LayerKind['build'] = (builder, settings, from, { heads, causal, qkNorm }) => {
  const { engine } = builder;
  const { fanIn, scale, bias: hasBias } = settings;
  const inputs = denseParameters(engine, fanIn, 3 * fanIn, { hasBias });
  const outputs = denseParameters(engine, fanIn, fanIn, { hasBias, names: ['O', 'bO'] });
  const first = builder.add(dense(engine, from, builder.shapeOf(from), inputs, scale));
  const qkv = qkNorm ? addHeadNorms(builder, first, fanIn / (heads as number)) : first;
  const attended = builder.add(
    attend(qkv, builder.shapeOf(qkv), { heads: heads as number, causal: causal as boolean }),
  );
  const z = builder.add(dense(engine, attended, builder.shapeOf(attended), outputs, scale));
  const h = leaveOutAndSkip(builder, settings, z, from);
  return new ModelLayer(builder, { first, z, u: z, a: z, h }, settings);
};

function addHeadNorms(builder: ModelBuilder, from: number, size: number): number {
  const { engine } = builder;
  const gain = (name: string) => learnedTensor(engine, name, [1, size], { start: 1 });
  return builder.add(normalizeHeads(from, builder.shapeOf(from), { gQ: gain('gQ'), gK: gain('gK') }));
}
