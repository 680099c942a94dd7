/**
 * Our name for an activation by the names of PyTorch's modules and functions and of Keras, in small letters
 * without `_`.
 */
const NAMES = new Map(
  Object.entries({
    relu: 'relu',
    relu6: 'relu6',
    leakyrelu: 'leakyRelu',
    prelu: 'prelu',
    elu: 'elu',
    selu: 'selu',
    celu: 'celu',
    gelu: 'gelu',
    silu: 'silu',
    swish: 'silu',
    mish: 'mish',
    sigmoid: 'sigmoid',
    hardsigmoid: 'hardSigmoid',
    tanh: 'tanh',
    hardtanh: 'hardTanh',
    softplus: 'softplus',
    softsign: 'softsign',
    hardswish: 'hardSwish',
    softmax: 'softmax',
  }),
);

/**
 * @param kind a class or a function: `LeakyReLU`, `leaky_relu`
 * @returns undefined for anything else
 */
export const activationName = (kind: string): string | undefined =>
  NAMES.get(kind.toLowerCase().replaceAll('_', ''));
