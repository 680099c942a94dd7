import { type Experiment, type SymptomKind, type Table, Trainer } from 'gradscope';

/** A published rule's finding about a run. */
export interface Finding {
  readonly kinds: readonly SymptomKind[];
  /** The layers; null if the rule names none. */
  readonly layers: readonly [number, number] | null;
  /** The axis along which the signal is lost or grows, if the first symptom is about the signal. */
  readonly axis?: 'depth' | 'time' | undefined;
}

/** The quantities that the rules use, at one step. */
interface Check {
  readonly accuracy: number;
  /** For each layer's weight gradient: Euclidean norm, mean magnitude, share of zero entries. */
  readonly norms: readonly number[];
  readonly means: readonly number[];
  readonly zeros: readonly number[];
  /** For each hidden layer: the share of inputs to the units beyond ±5, and of outputs at most 0. */
  readonly far: readonly number[];
  readonly off: readonly number[];
}

/** Steps from one check to the next. */
const EVERY = 10;

/**
 * Applies the published rules to the run of an experiment. A rule holds if it does at more than half of the
 * checks.
 */
export function publishedFindings(experiment: Experiment, table: Table | undefined) {
  const trainer = new Trainer({ ...experiment, record: { every: [0], probes: [] } }, 0, { table });
  const checks: Check[] = [];
  const accuracies: number[] = [];
  trainer.advance(experiment.training.steps, ({ index, correct, network }) => {
    accuracies.push(correct / network.samples);
    if (index % EVERY !== 0) return;
    const gradients = network.layers.map(({ dW }) => dW.values);
    const hidden = network.layers.slice(0, -1);
    checks.push({
      accuracy: correct / network.samples,
      norms: gradients.map(values => Math.sqrt(sum(values, value => value * value))),
      means: gradients.map(values => sum(values, Math.abs) / values.length),
      zeros: gradients.map(values => sum(values, value => (value === 0 ? 1 : 0)) / values.length),
      far: hidden.map(({ u }) => sum(u.values, value => (Math.abs(value) > 5 ? 1 : 0)) / u.values.length),
      off: hidden.map(({ a }) => sum(a.values, value => (value <= 0 ? 1 : 0)) / a.values.length),
    });
  });
  const broken = trainer.run().divergedAt !== null;
  const activations = trainer.run().layers.map(({ activation }) => activation.kind);
  return {
    autotrainer: autotrainer(checks, accuracies, broken),
    deepDiagnosis: deepDiagnosis(checks, activations, broken),
  };
}

/** Source: Zhang et al. 2021, "AUTOTRAINER: an automatic DNN training problem detection and repair system". */
function autotrainer(checks: readonly Check[], accuracies: readonly number[], broken: boolean): Finding {
  const first = ({ norms }: Check) => norms[0]!;
  const ratio = (check: Check) => first(check) / check.norms.at(-1)!;
  const swings = accuracies.slice(1).filter((value, i) => Math.abs(value - accuracies[i]!) >= 0.03).length;
  const gain = accuracies.at(-1)! - accuracies[0]!;
  const kinds: SymptomKind[] = [
    ...of('exploding', broken || mostly(checks, check => ratio(check) > 70)),
    ...of('diverged', broken),
    ...of(
      'vanishing',
      mostly(checks, check => ratio(check) < 1e-3 && first(check) < 1e-4),
    ),
    ...of(
      'dead',
      mostly(checks, ({ zeros }) => zeros.some(share => share >= 0.7)),
    ),
    ...of('oscillating', swings >= 0.2 * accuracies.length),
    ...of('stalled', gain < 0.01),
  ];
  return { kinds, layers: null };
}

/** Source: Wardat et al. 2022, "DeepDiagnosis: automatically diagnosing faults and recommending actionable fixes". */
function deepDiagnosis(checks: readonly Check[], activations: readonly string[], broken: boolean): Finding {
  const bounded = (l: number) => activations[l] === 'tanh' || activations[l] === 'sigmoid';
  const rules: readonly [SymptomKind, readonly boolean[]][] = [
    ['vanishing', layersWhere(checks, ({ means }) => means.map(mean => mean < 1e-7))],
    ['saturated', layersWhere(checks, ({ far }) => far.map((share, l) => bounded(l) && share > 0.5))],
    [
      'dead',
      layersWhere(checks, ({ off }) => off.map((share, l) => activations[l] === 'relu' && share >= 0.7)),
    ],
  ];
  const found = rules.filter(([, layers]) => layers.includes(true));
  const layers = found[0]?.[1];
  return {
    kinds: [...of('exploding', broken), ...of('diverged', broken), ...found.map(([kind]) => kind)],
    layers: layers ? [layers.indexOf(true) + 1, layers.lastIndexOf(true) + 1] : null,
  };
}

const of = (kind: SymptomKind, holds: boolean): SymptomKind[] => (holds ? [kind] : []);

const mostly = (checks: readonly Check[], holds: (check: Check) => boolean): boolean =>
  2 * checks.filter(holds).length > checks.length;

function layersWhere(checks: readonly Check[], holds: (check: Check) => readonly boolean[]): boolean[] {
  const layers = checks[0] ? holds(checks[0]).length : 0;
  return Array.from({ length: layers }, (_, l) => mostly(checks, check => holds(check)[l]!));
}

function sum(values: ArrayLike<number>, term: (value: number) => number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += term(values[i]!);
  return total;
}
