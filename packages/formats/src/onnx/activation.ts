import type { ActivationSettings, SoftmaxSettings } from 'gradscope';
import { ACTIVATION_EXPORTS } from '../kinds/activations.ts';
import { exportOf } from '../kinds/exportOf.ts';
import { operatorsOf } from './elementwise.ts';
import type { Graph, Value } from './graph.ts';

/**
 * Adds φ(z) to a graph.
 *
 * @throws FormatError for an activation of a program's own
 */
export function addActivation(
  graph: Graph,
  activation: ActivationSettings | SoftmaxSettings,
  z: Value,
  slope: number | undefined,
): Value {
  const { kind, ...values } = activation;
  if (kind === 'softmax') return graph.node('Softmax', [z], { axis: -1 });
  const { onnx } = exportOf('ONNX', 'activation', ACTIVATION_EXPORTS, kind);
  return onnx(operatorsOf(graph), z, { ...values, ...(slope !== undefined && { slope }) });
}
