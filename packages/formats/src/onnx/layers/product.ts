import { columnsOf, rowsOf, type Values } from 'gradscope';
import type { Value } from '../graph.ts';
import type { LayerSource } from './onnxLayer.ts';

/** Multiplies the factor of the products into the weights. */
export function scaled(W: Values, scale: number): Values {
  return scale === 1 ? W : W.map(weight => scale * weight);
}

/** Adds `x W + b` over the last axis. */
export function addProduct(
  x: Value,
  { graph, settings, arrays }: Pick<LayerSource, 'graph' | 'settings' | 'arrays'>,
  { rank = 3, output }: { readonly rank?: number; readonly output?: Value | undefined } = {},
): Value {
  const [rows, columns] = [rowsOf(settings), columnsOf(settings)];
  const W = arrays.constant('W', [rows, columns], scaled(arrays.values('W'), settings.scale));
  const b = arrays.constant('b', [columns]);
  if (rank === 2) return graph.node('Gemm', [x, W, b], { output });
  return graph.node('Add', [graph.node('MatMul', [x, W]), b], { output });
}
