import {
  type Experiment,
  type GivenData,
  modelOf,
  Network,
  type PassOptions,
  parseExperiment,
  prepareFor,
  probeKinds,
  RandomState,
  type Values,
  wasmEngine,
} from 'gradscope';

/** Rows of numbers, and a network on them. */
export interface Structured {
  /** The hidden layers, as an experiment names them. */
  readonly hidden: readonly unknown[];
  /** What an experiment may say of a network besides. */
  readonly network?: object;
  /** The sizes of a row's axes: `[time]`, `[height, width]`, none. */
  readonly axes: readonly number[];
  readonly channels: number;
  readonly samples: number;
  readonly outputs: number;
  /** Of the inputs, which are normal. Default 1. */
  readonly std?: number;
}

/** Data with as many axes, for which the experiment is checked before these rows take their place. */
const LIKE = [
  { kind: 'spiral' },
  { kind: 'adding', samples: 2, length: 10 },
  { kind: 'digits', shape: 'picture' },
];

/** A network on normal rows and targets, drawn from a seed. */
export function structuredNetwork(structured: Structured, seed: number, options?: PassOptions): Network {
  const { experiment, data } = structuredExperiment(structured, seed);
  const { networks, loss, data: rows } = prepareFor(data, experiment);
  const [{ layers, parameters }] = networks;
  return new Network(modelOf(wasmEngine(), layers, parameters), rows, { loss, ...options });
}

/** The experiment of such a network, and its rows. */
export function structuredExperiment(
  { hidden, network, axes, channels, samples, outputs, std = 1 }: Structured,
  seed: number,
): { readonly experiment: Experiment; readonly data: GivenData } {
  const experiment = parseExperiment({
    seed,
    data: LIKE[axes.length] as { kind: 'spiral' },
    networks: [
      { name: 'net', activation: 'tanh', init: 'lecunNormal', ...network, hidden: hidden as number[] },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, loss: 'meanSquaredError', steps: 1 },
  });
  const random = new RandomState(seed + 1_000_000);
  const rows = (columns: number, deviation: number) =>
    Array.from({ length: samples }, () => normals(columns, random, deviation));
  const features = axes.reduce((product, axis) => product * axis, channels);
  const X = rows(features, std);
  return { experiment, data: { X, targets: rows(outputs, 1), ...(axes.length > 0 && { axes }) } };
}

export const normals = (count: number, random: RandomState, std = 1): Float64Array =>
  Float64Array.from({ length: count }, () => random.normal(0, std));

export function fillNormal(values: Values, random: RandomState, std = 1): void {
  for (let i = 0; i < values.length; i++) values[i] = random.normal(0, std);
}

/**
 * Runs forward, and backward from a normal gradient at the outputs; returns ‖∂loss/∂h[t]‖ of every position of the
 * recurrent layers, or ‖∂loss/∂c[t]‖.
 */
export function signalThroughTime(
  network: Network,
  random: RandomState,
  series: 'time_signal' | 'time_state' = 'time_signal',
): Float64Array {
  const kind = probeKinds.time;
  const probe = kind.create(network);
  network.forward();
  fillNormal(network.pass.output.d.values, random);
  network.backward(probe.visitor);
  const columns = kind.columns(network.layers.map(({ settings }) => settings));
  const row = new Map(Object.entries(columns).map(([name, count]) => [name, new Float64Array(count)]));
  probe.measure(name => row.get(name)!);
  return row.get(series)!;
}

/** Draws of what `measure` gives, from the seeds `first`, `first + 1`, … */
export function fromSeeds(first: number, count: number, measure: (seed: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => measure(first + i));
}
