import type { Table } from '../data/table.ts';
import { log } from '../engine/math/log.ts';
import { prepare } from '../experiment/prepare.ts';
import type { Experiment, NetworkSettings } from '../experiment/schema.ts';
import { startingSignal } from '../experiment/startingSignal.ts';
import type { Trial } from './trial.ts';

/** What starts of a kind that is known to train do to the signal at a layer: ln of ‖δ[l]‖ / ‖δ[l+1]‖. */
export interface Band {
  /** Over all starts of all reference designs. */
  readonly mean: number;
  /** From two standard deviations below the lower design's mean to two above the higher's. */
  readonly low: number;
  readonly high: number;
}

/** Designs that keep the signal at every depth, by theory and by experience: one that is piecewise linear, one smooth. */
const DESIGNS = [
  { activation: { kind: 'relu' }, init: { kind: 'heNormal' } },
  { activation: { kind: 'tanh' }, init: { kind: 'orthogonal', gain: 1 } },
] as const satisfies readonly Partial<NetworkSettings>[];

/** Random starts of each design. */
const STARTS = 8;
/** Hidden layers of the references that are trained: what the data holds shallow networks find most reliably. */
const TRAINED_LAYERS = 2;
/** Of Adam, which needs no tuning for networks this shallow. */
const STEP_SIZE = 0.01;

/** What the signal does in reference starts of the same widths. */
export interface SignalBands {
  /** Of each factor, l = 1 … L − 1. */
  readonly factors: readonly Band[];
  /** Of all factors together. */
  readonly total: Band;
}

/** Measures starts of the reference designs at the widths of network `index`, normalized as it is, on its data, standardized. */
export function signalBands(experiment: Experiment, index: number, table?: Table): SignalBands {
  const designs = DESIGNS.map(design => {
    const reference = referenceOf(experiment, index, design, experiment.networks[index].normalization);
    const { starts } = startingSignal(reference, prepare(reference, table), 0, STARTS);
    return starts.map(norms => norms.slice(1).map((above, l) => log(norms[l] / above)));
  });
  const depth = designs[0][0].length;
  const totals = designs.map(starts => starts.map(factors => factors.reduce((sum, value) => sum + value, 0)));
  return {
    factors: Array.from({ length: depth }, (_, l) =>
      bandOf(designs.map(starts => starts.map(factors => factors[l]))),
    ),
    total: bandOf(totals),
  };
}

/** The networks whose training says what can be learned from the data in so many steps. */
export function referenceTrials(experiment: Experiment, index: number, steps: number): Trial[] {
  return DESIGNS.map(design => {
    const reference = referenceOf(experiment, index, design);
    const [network] = reference.networks;
    const optimizer = { kind: 'adam', stepSize: STEP_SIZE, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    const { loss, batch } = experiment.training;
    return {
      experiment: {
        ...reference,
        networks: [{ ...network, hidden: network.hidden.slice(0, TRAINED_LAYERS) }],
        training: {
          optimizer,
          schedule: { kind: 'constant', warmup: 0 },
          l2: 0,
          steps: experiment.training.steps,
          batch,
          ...(loss && { loss }),
        },
        precision: 'float64',
      },
      index: 0,
      steps,
      examined: false,
    };
  });
}

/** One step of the piecewise linear reference at full depth: how many units are dead in it that are no fault. */
export function deepReferenceTrial(experiment: Experiment, index: number): Trial {
  return { experiment: referenceOf(experiment, index, DESIGNS[0]), index: 0, steps: 1, examined: true };
}

/** The experiment with one network alone, of the same widths, but designed otherwise. */
function referenceOf(
  experiment: Experiment,
  index: number,
  design: (typeof DESIGNS)[number],
  normalization: NetworkSettings['normalization'] = 'none',
): Experiment {
  const { name, hidden } = experiment.networks[index];
  const widths = hidden.map(layer => (typeof layer === 'number' ? layer : layer.width));
  const network = {
    name,
    hidden: widths,
    ...design,
    normalization,
    residual: 'none',
    dropout: 0,
    bias: true,
    parameterization: 'standard',
  } as const;
  return { ...experiment, data: standardizedData(experiment.data), networks: [network] };
}

/** The data with features brought to mean 0 and deviation 1, where that can be asked for; points that are generated are near that. */
export function standardizedData(data: Experiment['data']): Experiment['data'] {
  return 'standardize' in data ? { ...data, standardize: true } : data;
}

export function bandOf(designs: readonly (readonly number[])[]): Band {
  const moments = designs.map(momentsOf);
  return {
    mean: moments.reduce((sum, { mean }) => sum + mean, 0) / moments.length,
    low: Math.min(...moments.map(({ mean, deviation }) => mean - 2 * deviation)),
    high: Math.max(...moments.map(({ mean, deviation }) => mean + 2 * deviation)),
  };
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
