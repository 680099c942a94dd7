import { log } from '../../engine/math/log.ts';
import type { ImportedRun } from '../../log/importedRun.ts';
import { LEDGER_SERIES } from '../../probe/ledger.ts';
import type { Cause } from '../cause.ts';
import { causesOf } from '../causesOf.ts';
import type { SignalEvidence } from '../evidence.ts';
import type { Symptom } from '../symptoms/symptom.ts';
import { opponentOf, playerOf, symptomsInGame } from './game.ts';
import { gradientProfile, referenceOf } from './gradientProfile.ts';
import type { LogEvidence } from './logEvidence.ts';
import { logProgressOf } from './logProgress.ts';
import { logSymptomsOf, logTrains } from './logSymptoms.ts';
import { suggestionsFor } from './suggestionsFor.ts';

/** The faults of an imported run, found from its log alone. Plain data. */
export interface LogVerdict {
  readonly name: string;
  /** Steps that the log covers. */
  readonly steps: number;
  /** Never `heldBack`: a log does not show how much can be learned. */
  readonly state: 'healthy' | 'faulty';
  /** Whether it has no symptom. */
  readonly healthy: boolean;
  /**
   * Whether it learns anything; null if the log does not say: it has neither loss nor accuracy, or the losses
   * of a game.
   */
  readonly trains: boolean | null;
  /** The most upstream first. */
  readonly symptoms: readonly Symptom[];
  /** All suspected causes. */
  readonly causes: readonly Cause[];
  /** Changes that help against such symptoms: none was run, so none is proven. */
  readonly suggestions: readonly string[];
  readonly evidence: LogEvidence;
}

/**
 * Diagnoses runs from their logs: compares them with random starts of their shapes, if these are known, or
 * else with the differences between layers that train. Runs that train against one another are judged as a
 * game. The same logs give the same verdicts.
 */
export function diagnoseLogs(runs: readonly ImportedRun[]): LogVerdict[] {
  const all = runs.map(evidenceOf);
  return all.map(evidence => {
    const { run } = evidence;
    const symptoms = logSymptomsOf(evidence);
    if (!playerOf(run)) return verdictOf(evidence, symptoms);
    const opponent = opponentOf(run, runs);
    return verdictOf(evidence, symptomsInGame(symptoms, evidence, opponent && all[runs.indexOf(opponent)]));
  });
}

/** Diagnoses a single run, see {@link diagnoseLogs}. */
export const diagnoseLog = (run: ImportedRun): LogVerdict => diagnoseLogs([run])[0];

function evidenceOf(run: ImportedRun): LogEvidence {
  const progress = logProgressOf(run);
  // If the order of the layers is a guess, there is no first and no last layer.
  if (run.orderKnown === false) return { run, progress, profile: undefined, bands: undefined };
  const bands = referenceOf(run);
  return { run, progress, profile: gradientProfile(run, bands), bands };
}

function verdictOf(evidence: LogEvidence, symptoms: readonly Symptom[]): LogVerdict {
  const causes = suspected(evidence, symptoms);
  const { run, progress } = evidence;
  return {
    name: run.name,
    steps: progress.steps,
    state: symptoms.length === 0 ? 'healthy' : 'faulty',
    healthy: symptoms.length === 0,
    trains: playerOf(run) ? null : (logTrains(evidence) ?? null),
    symptoms,
    causes,
    suggestions: suggestionsFor(symptoms, causes, run),
    evidence,
  };
}

/** Only a ledger shows what loses or gains a signal; norms of gradients alone do not. */
function suspected({ run }: LogEvidence, symptoms: readonly Symptom[]): Cause[] {
  const signal = signalOf(run);
  return causesOf(
    signal,
    symptoms.filter(({ axis }) => axis === undefined || (axis === 'depth' && signal.length > 0)),
  );
}

/** The ledger of each hidden layer at the start of the log; empty if there is none. */
function signalOf({ series }: ImportedRun): SignalEvidence[] {
  const parts = LEDGER_SERIES.map(name => series[name]);
  if (parts.some(part => part === undefined || part.step.length === 0)) return [];
  const hidden = parts[0].columns;
  const [weights, skip, dropout, slope, normalization] = parts.map(({ values }) =>
    values.subarray(0, hidden),
  );
  const unknown = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
  return Array.from({ length: hidden }, (_, l) => ({
    layer: l + 1,
    factor: weights[l] * skip[l] * dropout[l] * slope[l] * normalization[l],
    predicted: Number.NaN,
    starts: [Number.NaN, Number.NaN],
    reference: unknown,
    gain: {
      slope: dropout[l] * slope[l] * normalization[l],
      weights: l === 0 ? 1 : weights[l - 1] * skip[l - 1],
    },
  }));
}

/** ln of each layer's gradient over that of the next, at the start of the log: for layers 1 … L − 1. */
export function logFactors({ profile }: LogEvidence): number[] {
  const gradients = profile?.gradients ?? [];
  return gradients.slice(1).map((above, l) => log(gradients[l] / above));
}
