import type { BuiltInActivation } from 'gradscope';
import { above0, bent, exponential, type Operators, softplus } from '../onnx/elementwise.ts';
import type { Value } from '../onnx/graph.ts';
import { normalDistribution } from '../onnx/normalDistribution.ts';

const SELU_LAMBDA = 1.0507009873554805;
const SELU_LAMBDA_ALPHA = SELU_LAMBDA * 1.6732632423543772;

/** Definitions that an activation needs in a NumPy script. */
export type ActivationHelper = 'sigma' | 'bent' | 'normal';

/** An activation as other programs write it. */
export interface ActivationExport {
  /**
   * Adds φ(z) to a graph, given the values of its settings. It uses only operators that onnxruntime has in both
   * precisions: it has `Elu`, `Softplus`, `LeakyRelu` and the like only in float32.
   */
  onnx(operators: Operators, z: Value, values: Readonly<Record<string, number>>): Value;
  /** For NumPy φ(z), and φ′ of z and h = φ(z). Settings have the names that they have in experiments. */
  readonly value: string;
  readonly slope: string;
  readonly helpers?: readonly ActivationHelper[];
  /** For PyTorch φ(z) alone, since PyTorch computes the slope itself. */
  readonly torch: string;
}

export const ACTIVATION_EXPORTS: Readonly<Record<BuiltInActivation, ActivationExport>> = {
  sigmoid: {
    onnx: ({ add }, z) => add('Sigmoid', z),
    value: '1 / (1 + np.exp(-z))',
    slope: 'h * (1 - h)',
    torch: 'torch.sigmoid(z)',
  },
  tanh: {
    onnx: ({ add }, z) => add('Tanh', z),
    value: 'np.tanh(z)',
    slope: '1 - h * h',
    torch: 'torch.tanh(z)',
  },
  relu: {
    onnx: ({ add }, z) => add('Relu', z),
    value: 'np.maximum(0, z)',
    slope: 'h > 0',
    torch: 'torch.relu(z)',
  },
  identity: {
    onnx: (_, z) => z,
    value: 'z',
    slope: 'np.ones_like(h)',
    torch: 'z',
  },
  leakyRelu: {
    onnx: (operators, z, { slope }) => above0(operators, z, z, operators.scaled(z, slope)),
    value: 'np.where(z > 0, z, slope * z)',
    slope: 'np.where(h > 0, 1, slope)',
    torch: 'F.leaky_relu(z, slope)',
  },
  prelu: {
    onnx: (operators, z, { slope }) => above0(operators, z, z, operators.scaled(z, slope)),
    value: 'np.where(z > 0, z, slope * z)',
    slope: 'np.where(z > 0, 1, slope)',
    torch: 'F.prelu(z, slope)',
  },
  elu: {
    onnx: (operators, z, { alpha }) => above0(operators, z, z, exponential(operators, z, 1, alpha)),
    value: 'np.where(z > 0, z, alpha * np.expm1(z))',
    slope: 'np.where(h > 0, 1, h + alpha)',
    torch: 'F.elu(z, alpha)',
  },
  selu: {
    onnx: (operators, z) => {
      const above = operators.scaled(z, SELU_LAMBDA);
      return above0(operators, z, above, exponential(operators, z, 1, SELU_LAMBDA_ALPHA));
    },
    value: 'np.where(z > 0, 1.0507009873554805 * z, 1.7580993408473766 * np.expm1(z))',
    slope: 'np.where(h > 0, 1.0507009873554805, h + 1.7580993408473766)',
    torch: 'F.selu(z)',
  },
  celu: {
    onnx: (operators, z, { alpha }) => above0(operators, z, z, exponential(operators, z, alpha, alpha)),
    value: 'np.where(z > 0, z, alpha * np.expm1(z / alpha))',
    slope: 'np.where(h > 0, 1, 1 + h / alpha)',
    torch: 'F.celu(z, alpha)',
  },
  gelu: {
    onnx: ({ add, graph }, z) => add('Mul', z, normalDistribution(graph, z)),
    value: 'z * Phi(z)',
    slope: 'Phi(z) + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)',
    helpers: ['normal'],
    torch: 'F.gelu(z)',
  },
  geluTanh: {
    onnx: (operators, z) => operators.add('Mul', z, operators.add('Sigmoid', bent(operators, z))),
    value: 'z * sigma(bent(z))',
    slope: 'sigma(bent(z)) * (1 + z * 1.5957691216057308 * (1 + 0.134145 * z * z) * sigma(-bent(z)))',
    helpers: ['sigma', 'bent'],
    torch: "F.gelu(z, approximate='tanh')",
  },
  silu: {
    // Not z times its sigmoid: onnxruntime fuses that into one operator, which it has only for float32.
    onnx: ({ add, number }, z) => add('Div', z, add('Add', add('Exp', add('Neg', z)), number(1))),
    value: 'z * sigma(z)',
    slope: 'sigma(z) * (1 + z * sigma(-z))',
    helpers: ['sigma'],
    torch: 'F.silu(z)',
  },
  mish: {
    onnx: (operators, z) => operators.add('Mul', z, operators.add('Tanh', softplus(operators, z))),
    value: 'z * np.tanh(np.logaddexp(0, z))',
    slope: 'np.tanh(np.logaddexp(0, z)) + z * sigma(z) * (1 - np.tanh(np.logaddexp(0, z)) ** 2)',
    helpers: ['sigma'],
    torch: 'F.mish(z)',
  },
  softplus: {
    onnx: softplus,
    value: 'np.logaddexp(0, z)',
    slope: '-np.expm1(-h)',
    // By default PyTorch returns z itself above 20.
    torch: 'F.softplus(z, threshold=700)',
  },
  softsign: {
    onnx: ({ add, number }, z) => add('Div', z, add('Add', add('Abs', z), number(1))),
    value: 'z / (1 + np.abs(z))',
    slope: '1 / (1 + np.abs(z)) ** 2',
    torch: 'F.softsign(z)',
  },
  hardTanh: {
    onnx: ({ add, number }, z) => add('Clip', z, number(-1), number(1)),
    value: 'np.clip(z, -1, 1)',
    slope: '(h > -1) & (h < 1)',
    torch: 'F.hardtanh(z)',
  },
  hardSigmoid: {
    onnx: ({ add, number }, z) =>
      add('Div', add('Clip', add('Add', z, number(3)), number(0), number(6)), number(6)),
    value: 'np.clip(z + 3, 0, 6) / 6',
    slope: '((h > 0) & (h < 1)) / 6',
    torch: 'F.hardsigmoid(z)',
  },
  relu6: {
    onnx: ({ add, number }, z) => add('Clip', z, number(0), number(6)),
    value: 'np.clip(z, 0, 6)',
    slope: '(h > 0) & (h < 6)',
    torch: 'F.relu6(z)',
  },
  sin: {
    onnx: ({ add, scaled }, z, { omega }) => add('Sin', scaled(z, omega)),
    value: 'np.sin(omega * z)',
    slope: 'omega * np.cos(omega * z)',
    torch: 'torch.sin(omega * z)',
  },
};
