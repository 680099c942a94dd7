import { type InitSettings, type Network, RandomState, singularValues } from 'gradscope';
import { estimate, perLayer } from './estimate.ts';
import { compare, type Paper, type Row } from './paper.ts';
import { draw, networkOf, squaredSignals } from './randomNetwork.ts';

const [WIDTH, DEPTH, SAMPLES, SEED] = [200, 5, 20, 2010];
const [NETWORKS, SPECTRA] = [40, 3];
/** Inputs so small that tanh is the identity to 1e-4. */
const SMALL = 0.01;

const standard: InitSettings = { kind: 'uniform', limit: 1 / Math.sqrt(WIDTH) };
const normalized: InitSettings = { kind: 'glorotUniform' };

export const glorotBengio2010: Paper = {
  authors: 'Glorot & Bengio',
  year: 2010,
  title: 'Understanding the difficulty of training deep feedforward neural networks',
  source: 'AISTATS 2010, section 4.2, equations 1, 13 – 17',
  subject: 'what an initialization does to the gradient, layer by layer',
  claim:
    'With the then usual W ~ U(±1/√n), n Var(W) = 1/3: the variance of the gradient that is propagated back falls to a third at every layer, while that of the weights’ gradients is the same in all of them. With U(±√6/√(nᵢ + nᵢ₊₁)) it keeps its size.',
  setting:
    'The equations are for units in their linear regime, f′ ≈ 1. The experiments have tanh units, up to five hidden layers of 1000, and images (Shapeset-3×2).',
  ourSetting: `Five hidden layers of ${WIDTH} tanh units; ${SAMPLES} inputs from N(0, σ²), σ = ${SMALL} for the linear regime and 1 for what tanh does to it; a normal gradient at the outputs; ${NETWORKS} networks. Singular values of ∂z[l+1]/∂z[l], averaged over all of them in layers 2 – 5 of ${SPECTRA} networks, σ = 1.`,
  remark:
    'In the linear regime, for which they are derived, the equations hold. With inputs of variance 1 tanh bends, and the normalized initialization does not keep the gradient, but loses a third of its variance at every layer. The paper’s own singular values show it too: without the bend the mean for wide layers is 8/(3π) = 0.85 and, with a third of the variance, 0.49. How much tanh bends depends on the inputs, which are not ours.',
  rerun: () => [...backpropagatedVariance(NETWORKS), ...meanSingularValues(SPECTRA)],
};

export function backpropagatedVariance(networks: number): Row[] {
  const usual = measureFactors(standard, SMALL, networks);
  const theirs = measureFactors(normalized, SMALL, networks);
  return [
    compare('gradient variance per layer, U(±1/√n), linear regime', 1 / 3, usual.signal),
    compare('weight gradient variance per layer, U(±1/√n), linear regime', 1, usual.weights),
    compare('gradient variance per layer, normalized, linear regime', 1, theirs.signal),
    compare(
      'gradient variance per layer, U(±1/√n), inputs of variance 1',
      1 / 3,
      measureFactors(standard, 1, networks).signal,
    ),
    compare(
      'gradient variance per layer, normalized, inputs of variance 1',
      1,
      measureFactors(normalized, 1, networks).signal,
    ),
  ];
}

/** From each hidden layer to the one below, the factor of ‖δ‖² and that of ‖∂loss/∂W‖². */
function measureFactors(init: InitSettings, std: number, networks: number) {
  const random = new RandomState(SEED);
  const network = tanhNetwork(SAMPLES);
  const factors = Array.from({ length: networks }, () => {
    draw(network, init, random, std);
    const signals = squaredSignals(network, random);
    const weights = network.layers.map(({ dW }) => network.engine.magnitudes(dW).l2 ** 2);
    return [signals[0] / signals[DEPTH - 1], weights[0] / weights[DEPTH - 1]];
  });
  const [signal, weights] = [0, 1].map(i => perLayer(estimate(factors.map(row => row[i])), DEPTH - 1));
  return { signal, weights };
}

function meanSingularValues(networks: number): Row[] {
  return [
    compare('mean singular value of a layer, U(±1/√n)', 0.5, meanSingularValue(standard, networks)),
    compare('mean singular value of a layer, normalized', 0.8, meanSingularValue(normalized, networks)),
  ];
}

function meanSingularValue(init: InitSettings, networks: number) {
  const random = new RandomState(SEED);
  const network = tanhNetwork(1);
  return estimate(
    Array.from({ length: networks }, () => {
      draw(network, init, random);
      network.forward();
      const spectra = network.layers.slice(1, DEPTH).map(({ W, h }) => {
        const jacobian = Float64Array.from(W.values, (weight, i) => weight * (1 - h.values[i % WIDTH] ** 2));
        return Array.from(singularValues(jacobian, WIDTH, WIDTH));
      });
      return estimate(spectra.flat()).mean;
    }),
  );
}

function tanhNetwork(samples: number): Network {
  const hidden = Array<number>(DEPTH).fill(WIDTH);
  return networkOf({ features: WIDTH, hidden, outputs: 10, activation: { kind: 'tanh' } }, samples);
}
