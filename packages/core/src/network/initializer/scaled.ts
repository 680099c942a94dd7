import { normals, uniforms, withoutBias } from './fill.ts';
import { initializer } from './initializer.ts';

/** The variance of a layer's weights as a function of its inputs and outputs. */
type Variance = (fanIn: number, fanOut: number) => number;

/**
 * `Var(W) = 2 / (fanIn + fanOut)`: a compromise between keeping the variance of the activations and that of
 * the signal.
 *
 * Source: Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks",
 * eq. 12, 16.
 */
const glorot: Variance = (fanIn, fanOut) => 2 / (fanIn + fanOut);

/**
 * `Var(W) = 2 / fanIn`: keeps the mean square of the activations if φ is relu, which halves it.
 *
 * Source: He et al. 2015, "Delving Deep into Rectifiers", eq. 10.
 */
const he: Variance = fanIn => 2 / fanIn;

/**
 * `Var(W) = 1 / fanIn`: keeps the variance of the activations if φ is close to the identity.
 *
 * Source: LeCun et al. 1998, "Efficient BackProp", eq. 16.
 */
const lecun: Variance = fanIn => 1 / fanIn;

/** W ~ N(0, variance), not truncated as in Keras, but as in PyTorch's `init`; b = 0. */
const normalOf = (label: string, variance: Variance) =>
  initializer({
    label,
    settings: {},
    draw: (_, fanIn, fanOut, random) =>
      withoutBias(normals(fanIn * fanOut, Math.sqrt(variance(fanIn, fanOut)), random), fanOut),
    moments: (_, fanIn, fanOut) => ({ weightVariance: variance(fanIn, fanOut) }),
  });

/** W ~ U(±√(3 variance)), which has that variance; b = 0. */
const uniformOf = (label: string, variance: Variance) =>
  initializer({
    ...normalOf(label, variance),
    draw: (_, fanIn, fanOut, random) =>
      withoutBias(uniforms(fanIn * fanOut, Math.sqrt(3 * variance(fanIn, fanOut)), random), fanOut),
  });

export const glorotNormal = normalOf('Glorot, normal', glorot);
export const glorotUniform = uniformOf('Glorot, uniform', glorot);
export const heNormal = normalOf('He, normal', he);
export const heUniform = uniformOf('He, uniform', he);
export const lecunNormal = normalOf('LeCun, normal', lecun);
export const lecunUniform = uniformOf('LeCun, uniform', lecun);

/** Keras's `Dense`: Glorot's uniform weights, and biases of 0. */
export const kerasDefault = uniformOf('Keras’s default', glorot);
