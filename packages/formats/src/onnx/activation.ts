import type { ActivationSettings, LayerParameters, SoftmaxSettings } from 'gradscope';
import type { Graph, Value } from './graph.ts';
import { normalDistribution } from './normalDistribution.ts';

const SELU_LAMBDA = 1.0507009873554805;
const SELU_LAMBDA_ALPHA = SELU_LAMBDA * 1.6732632423543772;

/**
 * Adds φ(z) to a graph.
 *
 * It uses only operators that onnxruntime has in both precisions: it has `Elu`, `Softplus`, `LeakyRelu` and
 * the like only in float32.
 */
export function addActivation(
  graph: Graph,
  activation: ActivationSettings | SoftmaxSettings,
  z: Value,
  { slope }: LayerParameters,
): Value {
  const add = (operator: string, ...inputs: Value[]) => graph.node(operator, inputs);
  const number = (value: number) => graph.number(value);
  switch (activation.kind) {
    case 'identity':
      return z;
    case 'softmax':
      return graph.node('Softmax', [z], { axis: 1 });
    case 'sigmoid':
      return add('Sigmoid', z);
    case 'tanh':
      return add('Tanh', z);
    case 'relu':
      return add('Relu', z);
    case 'leakyRelu':
      return whereAbove0(graph, z, z, add('Mul', z, number(activation.slope)));
    case 'prelu':
      return whereAbove0(graph, z, z, add('Mul', z, number(slope![0])));
    case 'elu':
      return whereAbove0(graph, z, z, exponentialPart(graph, z, 1, activation.alpha));
    case 'celu':
      return whereAbove0(graph, z, z, exponentialPart(graph, z, activation.alpha, activation.alpha));
    case 'selu': {
      const above = add('Mul', z, number(SELU_LAMBDA));
      return whereAbove0(graph, z, above, exponentialPart(graph, z, 1, SELU_LAMBDA_ALPHA));
    }
    case 'gelu':
      return add('Mul', z, normalDistribution(graph, z));
    case 'geluTanh':
      return add('Mul', z, add('Sigmoid', bent(graph, z)));
    case 'silu':
      // Not z times its sigmoid: onnxruntime fuses that into one operator, which it has only for float32.
      return add('Div', z, add('Add', add('Exp', add('Neg', z)), number(1)));
    case 'mish':
      return add('Mul', z, add('Tanh', softplus(graph, z)));
    case 'softplus':
      return softplus(graph, z);
    case 'softsign':
      return add('Div', z, add('Add', add('Abs', z), number(1)));
    case 'hardTanh':
      return add('Clip', z, number(-1), number(1));
    case 'hardSigmoid':
      return add('Div', add('Clip', add('Add', z, number(3)), number(0), number(6)), number(6));
    case 'relu6':
      return add('Clip', z, number(0), number(6));
    case 'sin':
      return add('Sin', add('Mul', z, number(activation.omega)));
  }
}

function whereAbove0(graph: Graph, z: Value, above: Value, below: Value): Value {
  return graph.node('Where', [graph.node('Greater', [z, graph.number(0)]), above, below]);
}

/** `factor (e^(z / divisor) − 1)` for z up to 0, where it cannot overflow. */
function exponentialPart(graph: Graph, z: Value, divisor: number, factor: number): Value {
  const below = graph.node('Min', [z, graph.number(0)]);
  const exponent = divisor === 1 ? below : graph.node('Div', [below, graph.number(divisor)]);
  const difference = graph.node('Sub', [graph.node('Exp', [exponent]), graph.number(1)]);
  return graph.node('Mul', [difference, graph.number(factor)]);
}

/** `max(z, 0) + log(1 + e^−|z|)` */
function softplus(graph: Graph, z: Value): Value {
  const small = graph.node('Exp', [graph.node('Neg', [graph.node('Abs', [z])])]);
  const rest = graph.node('Log', [graph.node('Add', [small, graph.number(1)])]);
  return graph.node('Add', [graph.node('Relu', [z]), rest]);
}

/** `2 √(2/π) (z + 0.044715 z³)`, the argument in gelu's tanh form. */
function bent(graph: Graph, z: Value): Value {
  const square = graph.node('Mul', [z, z]);
  const factor = graph.node('Add', [graph.node('Mul', [square, graph.number(0.044715)]), graph.number(1)]);
  const scaled = graph.node('Mul', [z, graph.number(1.5957691216057308)]);
  return graph.node('Mul', [scaled, factor]);
}
