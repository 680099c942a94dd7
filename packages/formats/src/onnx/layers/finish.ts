import type { Shape } from 'gradscope';
import { addActivation } from '../activation.ts';
import type { Value } from '../graph.ts';
import { addNormalization } from './normalize.ts';
import { type LayerSource, sizesOf } from './onnxLayer.ts';

/** Adds what follows a product z of this shape: normalization, activation, and the skip connection from x. */
export function finish(
  z: Value,
  shape: Shape,
  x: Value,
  { graph, settings, arrays, output }: LayerSource,
): Value {
  const { activation, normalization, width } = settings;
  const u = normalization === 'none' ? z : addNormalization(graph, arrays, normalization, z);
  if (activation.kind === 'maxout') {
    const apart = graph.integers([0, ...sizesOf(shape).slice(0, -1), width, activation.pieces]);
    const pieces = graph.node('Reshape', [u, apart]);
    return skipped(graph.node('ReduceMax', [pieces], { axes: [-1], keepdims: 0 }), x, { graph, settings });
  }
  const slope = arrays.values('slope')?.[0];
  const a = addActivation(graph, activation, u, slope);
  if (output && a !== output) return graph.node('Identity', [a], { output });
  return skipped(a, x, { graph, settings });
}

export function skipped(
  a: Value,
  x: Value,
  { graph, settings }: Pick<LayerSource, 'graph' | 'settings'>,
): Value {
  return settings.skip ? graph.node('Add', [a, x]) : a;
}
