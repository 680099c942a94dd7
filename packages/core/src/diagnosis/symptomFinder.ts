import type { Table } from '../data/table.ts';
import { log } from '../engine/math/log.ts';
import { lossOf } from '../experiment/lossOf.ts';
import { type Prepared, prepare } from '../experiment/prepare.ts';
import type { RunSummary } from '../experiment/runSummary.ts';
import type { Experiment } from '../experiment/schema.ts';
import { startingSignal } from '../experiment/startingSignal.ts';
import type { Bands } from './bands.ts';
import { baselineOf, riseOf } from './baseline.ts';
import { hasLearned } from './hasLearned.ts';
import { penaltyOf } from './penalty.ts';
import { normalizedHidden, signalBands } from './references.ts';
import { gainsSignal, losesSignal, type SignalAtStart } from './symptoms/signalAtStart.ts';
import type { SymptomKind } from './symptoms/symptom.ts';
import { thresholds } from './thresholds.ts';

/** The results of a trained network that determine its symptom. */
export type Outcome = Pick<RunSummary, 'loss' | 'accuracy' | 'firstLoss' | 'divergedAt'>;

/** Finds the first symptom of an experiment's only network; null if there is none. */
export type SymptomFinder = (experiment: Experiment, outcome: Outcome) => SymptomKind | null;

/**
 * Finds the symptoms of many trained networks, as for a map: each from its results and one pass through it at
 * its start, by those rules of a diagnosis that need no more. A network that has learned half of what can be
 * learned has none; otherwise the symptom is `exploding`, `vanishing`, `diverged`, or else `stalled`. A
 * diagnosis, which trains reference networks and looks into the layers, says more.
 *
 * @param table rows of the file, if the experiments' data is a table
 */
export function symptomFinder(table?: Table): SymptomFinder {
  const bands = remembered((experiment: Experiment) => signalBands(experiment, 0, table));
  const prepared = remembered((experiment: Experiment) => prepare(experiment, table));
  return (experiment, outcome) => {
    const { seed, data, networks, training } = experiment;
    const made = prepared(experiment, [seed, data, networks, training.loss, training.batch]);
    if (hasLearned(experiment, made.data, outcome)) return null;
    const [network] = networks;
    const start = startOf(
      experiment,
      made,
      outcome,
      bands(experiment, [seed, data, normalizedHidden(network), network.normalization]),
    );
    if (network.hidden.length > 0 && gainsSignal(start)) return 'exploding';
    if (losesSignal(start)) return 'vanishing';
    const risen = riseOf(outcome.loss, start.startLoss, start.baseline);
    return outcome.divergedAt !== null || risen > thresholds.risen.value ? 'diverged' : 'stalled';
  };
}

function startOf(
  experiment: Experiment,
  prepared: Prepared,
  { firstLoss }: Outcome,
  { total }: Bands,
): SignalAtStart {
  const { measured } = startingSignal(experiment, prepared, 0);
  return {
    totalFactor: log(measured[0] / measured[measured.length - 1]),
    totalReference: total,
    startLoss: firstLoss - penaltyOf(prepared.networks[0].parameters, experiment.training.l2),
    baseline: baselineOf(prepared.data, lossOf(experiment, prepared.data)),
  };
}

/** Values that are kept: neighbours on a map have most in common. */
const MOST_KEPT = 64;

/** Caches values by key, keeping those used last. */
function remembered<Value>(
  make: (experiment: Experiment) => Value,
): (experiment: Experiment, key: unknown) => Value {
  const known = new Map<string, Value>();
  return (experiment, parts) => {
    const key = JSON.stringify(parts);
    const value = known.get(key) ?? make(experiment);
    known.delete(key);
    known.set(key, value);
    if (known.size > MOST_KEPT) known.delete(known.keys().next().value!);
    return value;
  };
}
