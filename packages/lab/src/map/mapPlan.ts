import { type Experiment, expandSweep, type JsonValue, type Sweep } from 'gradscope';

/** The number of the experiment that an axis varies, and its range. */
export interface AxisChoice {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
  /** True if only whole numbers are valid. */
  readonly whole: boolean;
}

/** The experiment of a map, with one network, as a plain document, and the two numbers to vary. */
export interface MapPlan {
  readonly document: PlainExperiment;
  readonly x: AxisChoice;
  readonly y: AxisChoice;
}

/** An experiment's document, with keys that parsing replaces: `hidden: { layers, width }`. */
export type PlainExperiment = { readonly [key: string]: JsonValue };

/** The possible numbers of networks along a side of a map. */
export const SIDES = ['16', '32', '64', '128', '256'] as const;
export type Side = (typeof SIDES)[number];

/**
 * The document of a sweep over the plan's two axes. Run `j · nx + i` has the i-th value across and the j-th
 * up. `target` is the loss for `stepsToTarget`.
 */
export function sweepDocument({ document, x, y }: MapPlan, side: Side, target: number): PlainExperiment {
  const axisOf = ({ path, from, to, scale, whole }: AxisChoice) => ({
    path,
    name: axisName(path),
    range: { from, to, count: whole ? Math.min(Number(side), to - from + 1) : Number(side), scale, whole },
  });
  return { ...document, sweep: { axes: [axisOf(y), axisOf(x)], target } };
}

/** @throws ExperimentError if the axes or the first experiment are invalid */
export function sweepOf(plan: MapPlan, side: Side, target: number): Sweep {
  return expandSweep(sweepDocument(plan, side, target));
}

/** One network of an experiment, as a plain document with its depth and width as separate numbers. */
export function plainDocument(experiment: Experiment, index = 0): PlainExperiment {
  const network = experiment.networks[index];
  const { hidden } = network;
  const [first] = hidden;
  const isEven = typeof first === 'number' && hidden.every(layer => layer === first);
  const plain = isEven ? { ...network, hidden: { layers: hidden.length, width: first } } : network;
  return JSON.parse(JSON.stringify({ ...experiment, networks: [plain] }));
}

const NAMES: Readonly<Record<string, string>> = {
  stepSize: 'step size',
  l2: 'l2 penalty',
  std: 'standard deviation of weights',
  sigmaW: 'σw',
  sigmaB: 'σb',
  layers: 'hidden layers',
  width: 'width',
  steps: 'training steps',
  samples: 'points',
  pointsPerClass: 'points per class',
  weightDecay: 'weight decay',
  limit: 'limit of weights',
  repeat: 'repeats',
  scale: 'scale of branches',
};

/** The name of a number of the experiment on an axis: `step size of layer 2`. */
export function axisName(path: string): string {
  const [, key = path, place] = /([A-Za-z0-9]+)(?:\[(\d+)\])?$/.exec(path) ?? [];
  const name = path.startsWith('data.') && key === 'std' ? 'spread of the data' : (NAMES[key] ?? key);
  return place === undefined ? name : `${key === 'hidden' ? 'width' : name} of layer ${Number(place) + 1}`;
}
