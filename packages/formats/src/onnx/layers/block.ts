import { branchOf } from '../../kinds/branch.ts';
import { addNormalization } from './normalize.ts';
import type { OnnxLayer } from './onnxLayer.ts';

export const block: OnnxLayer = (x, { graph, settings, arrays, addInner }) => {
  const { norm, normalization } = settings.of!.values;
  const { skip, scale = arrays.values('scale')?.[0] } = branchOf(settings.of!.values);
  const normal = (value: string) => addNormalization(graph, arrays, normalization as string, value);
  const scaled = (value: string, factor: number) =>
    factor === 1 ? value : graph.node('Mul', [value, graph.number(factor)]);
  const branch = addInner(norm === 'pre' ? normal(x) : x);
  graph.enter(arrays.layer);
  const sum = graph.node('Add', [scaled(x, skip), scaled(branch, scale ?? 0)]);
  return norm === 'post' ? normal(sum) : sum;
};
