import { isRegression } from '../data/dataset.ts';
import type { Table } from '../data/table.ts';
import { ExperimentError } from '../experiment/experimentError.ts';
import { prepare } from '../experiment/prepare.ts';
import type { Experiment } from '../experiment/schema.ts';
import { type Background, backgroundOf } from './background.ts';
import { baselineOf } from './baseline.ts';
import type { Cause } from './cause.ts';
import { causesOf } from './causesOf.ts';
import type { Change } from './change.ts';
import { type MendablePart, mendableParts, scaledTrial, withScaled } from './dataScale.ts';
import { diagnosisSteps } from './diagnosisSteps.ts';
import type { Evidence } from './evidence.ts';
import { gatherEvidence } from './gatherEvidence.ts';
import { type Attempt, proofOf, type RemedyProof, ranked } from './proof.ts';
import { deepReferenceTrial, referenceTrials } from './references.ts';
import { pairsOf } from './remedies/pairs.ts';
import { remediesFor } from './remedies/remediesFor.ts';
import type { Candidate } from './remedies/remedy.ts';
import type { Symptom } from './symptoms/symptom.ts';
import { type NetworkState, stateOf, symptomsOf } from './symptomsOf.ts';
import { alignTargets } from './targetShift.ts';
import type { Trial, TrialResult } from './trial.ts';
import { runTrial } from './trial.ts';

export interface DiagnosisOptions {
  /** Steps to run; default: what a few seconds allow, see {@link diagnosisSteps}. */
  readonly steps?: number | undefined;
  /** Number of further seeds on which a remedy is run. Default 5. */
  readonly seeds?: number;
  /** Whether to try remedies. Default true. */
  readonly remedies?: boolean;
  /** The rows of the file, if the experiment's data is a table. */
  readonly table?: Table | undefined;
}

/** The faults of a network, and what makes it train. Plain data. */
export interface Verdict {
  readonly name: string;
  /** Steps gone through. */
  readonly steps: number;
  /** `heldBack`: it trains, but learns clearly less than it could, for a known reason. */
  readonly state: NetworkState;
  /** Whether it has no symptom. */
  readonly healthy: boolean;
  /** The most upstream first. */
  readonly symptoms: readonly Symptom[];
  /** Causes with a proven remedy; all suspected causes if no remedies were tried. */
  readonly causes: readonly Cause[];
  /**
   * All remedies that were tried: proven ones first, by how reliably and how fast they train; then those that
   * failed.
   */
  readonly remedies: readonly RemedyProof[];
  readonly evidence: Evidence;
  /** Whether it was stopped before all trials were run. */
  readonly partial: boolean;
}

const DEFAULT_SEEDS = 5;
/** The remedies that do best with the experiment's seed are run with further seeds: so many. */
const MOST_PROVEN = 2;

/**
 * Diagnoses network `index` of an experiment, in trials that the caller runs, in any threads:
 * as long as `next()` returns trials, `take` their results, in the same order, or undefined for one that was
 * not run.
 *
 * If all trials were run, the verdict depends only on the experiment and the options.
 */
export class Diagnosis {
  private readonly experiment: Experiment;
  private readonly index: number;
  private readonly options: DiagnosisOptions;
  private readonly background: Background;
  /**
   * The experiment with its targets moved to their inputs and scaled to size 1, from which the references
   * learn.
   */
  private readonly learnable: Experiment;
  /**
   * The sets of parts that are fixed, each in a trial, to see whether they do harm: sizes of the data, the
   * output.
   */
  private readonly scaledParts: readonly (readonly MendablePart[])[];
  private phase: 'measure' | 'try' | 'prove' | 'done' = 'measure';
  private evidence: Evidence | undefined;
  private symptoms: readonly Symptom[] = [];
  private candidates: readonly Candidate[] = [];
  /** The changes to try now: single ones, and then, if none of them is proven, pairs. */
  private changes: readonly Change[] = [];
  private paired = false;
  private attempts: Attempt[] = [];
  private proving: readonly Attempt[] = [];
  private partial = false;
  /** Steps of each trial. */
  readonly steps: number;

  /** @throws RangeError if there is no such network; ExperimentError if all targets are the same */
  constructor(experiment: Experiment, index: number, options: DiagnosisOptions = {}) {
    const { data, loss, networks } = prepare(experiment, options.table);
    const network = networks[index];
    if (!network) {
      throw new RangeError(`index: expected a network from 0 to ${networks.length - 1}, got ${index}`);
    }
    const baseline = baselineOf(data, loss);
    if (baseline.loss === baseline.floor) {
      throw new ExperimentError(
        `data: expected targets that differ, since a diagnosis asks what of them is learned, got ${data.samples} alike`,
      );
    }
    this.experiment = experiment;
    this.index = index;
    this.options = options;
    const chosen = options.steps ?? diagnosisSteps(data, network.layers, experiment.training);
    this.steps = Math.min(experiment.training.steps, chosen);
    this.background = backgroundOf(experiment, index, options.table);
    const aligned = alignTargets(experiment, this.background.targetShift);
    this.learnable = (isRegression(data) && withScaled(aligned, ['targets'])) || aligned;
    this.scaledParts = mendableParts(experiment, index, data, this.background);
  }

  /** The purpose of the trials in `next`. `pair`: two changes at a time, since no single one is proven. */
  get stage(): 'measure' | 'try' | 'pair' | 'prove' | 'done' {
    return this.phase === 'try' && this.paired ? 'pair' : this.phase;
  }

  /** The next trials to run; an empty list if the diagnosis is complete. */
  next(): Trial[] {
    switch (this.phase) {
      case 'measure':
        return [
          { experiment: this.experiment, index: this.index, steps: this.steps, examined: true },
          deepReferenceTrial(this.learnable, this.index),
          ...this.scaledParts.map(parts => scaledTrial(this.experiment, this.index, this.steps, parts)),
          ...referenceTrials(this.learnable, this.index, this.steps),
        ];
      case 'try':
        return this.changes.map(change => this.trialOf(change, 0));
      case 'prove':
        return this.proving.flatMap(({ change }) => this.seeds.map(seed => this.trialOf(change, seed)));
      case 'done':
        return [];
    }
  }

  /**
   * Takes the results of the trials from `next`. Once one is missing or was interrupted, no more trials are
   * needed.
   */
  take(results: readonly (TrialResult | undefined)[]): void {
    const whole = results.map(result => (result?.interrupted ? undefined : result));
    // A measurement that was stopped is still informative; a remedy that was stopped has not failed.
    if (this.phase === 'measure') this.measure(results);
    else if (this.phase === 'try') this.try(whole);
    else if (this.phase === 'prove') this.prove(whole);
    if (!whole.includes(undefined)) return;
    this.phase = 'done';
    this.partial = true;
  }

  /** The verdict so far; undefined before anything was measured. */
  verdict(): Verdict | undefined {
    const { evidence, symptoms } = this;
    if (!evidence) return undefined;
    const remedies = ranked(this.attempts.map(attempt => proofOf(attempt, evidence)));
    const causes = causesOf(evidence.signal, symptoms);
    const proven = remedies.filter(remedy => remedy.proven);
    return {
      name: this.experiment.networks[this.index].name,
      steps: evidence.steps,
      state: stateOf(evidence, symptoms),
      healthy: symptoms.length === 0,
      symptoms,
      causes:
        this.options.remedies === false
          ? causes
          : causes.filter(({ kind }) => proven.some(({ change }) => change.treats.includes(kind))),
      remedies,
      evidence,
      partial: this.partial,
    };
  }

  private measure([own, deepReference, ...others]: readonly (TrialResult | undefined)[]): void {
    const { experiment, index, background, scaledParts } = this;
    const scaled = scaledParts.flatMap((parts, i) => (others[i] ? [{ parts, result: others[i] }] : []));
    const references = others.slice(scaledParts.length).flatMap(result => result ?? []);
    if (!own || !deepReference || references.length === 0) return;
    const trials = { own, deepReference, references, scaled };
    this.evidence = gatherEvidence(background, trials, experiment.training.steps);
    this.symptoms = symptomsOf(this.evidence);
    this.candidates =
      this.options.remedies === false
        ? []
        : remediesFor(experiment, index, this.symptoms, !Number.isNaN(this.evidence.baseline.accuracy));
    this.changes = this.candidates.map(({ change }) => change);
    this.phase = this.changes.length > 0 ? 'try' : 'done';
  }

  private try(results: readonly (TrialResult | undefined)[]): void {
    const tried = this.changes.flatMap((change, i) =>
      results[i] ? [{ change, results: [results[i]] }] : [],
    );
    this.attempts.push(...tried);
    const best = this.proofsOf(tried)
      .filter(({ trained }) => trained > 0)
      .slice(0, MOST_PROVEN);
    this.proving = best.map(({ change }) => tried.find(attempt => attempt.change === change)!);
    if (this.proving.length > 0 && this.seeds.length > 0) this.phase = 'prove';
    else this.tryPairs();
  }

  /** Goes on to pairs of changes, if only single changes were tried so far. */
  private tryPairs(): void {
    const order = this.proofsOf(this.attempts).map(({ change }) => change);
    const promising = order.flatMap(change => this.candidates.find(one => one.change === change) ?? []);
    this.changes = this.paired ? [] : pairsOf(promising, this.index);
    this.paired = true;
    this.phase = this.changes.length > 0 ? 'try' : 'done';
  }

  /** The best first. */
  private proofsOf(attempts: readonly Attempt[]): RemedyProof[] {
    return ranked(attempts.map(attempt => proofOf(attempt, this.evidence!)));
  }

  private prove(results: readonly (TrialResult | undefined)[]): void {
    const count = this.seeds.length;
    for (const [i, attempt] of this.proving.entries()) {
      const own = results.slice(i * count, (i + 1) * count).flatMap(result => result ?? []);
      const proven = { ...attempt, results: [...attempt.results, ...own] };
      this.attempts = this.attempts.map(other => (other === attempt ? proven : other));
    }
    if (this.proofsOf(this.attempts).some(({ proven }) => proven)) this.phase = 'done';
    else this.tryPairs();
  }

  private get seeds(): number[] {
    return Array.from({ length: this.options.seeds ?? DEFAULT_SEEDS }, (_, i) => i + 1);
  }

  private trialOf({ experiment }: Change, seed: number): Trial {
    const { index } = this;
    // A change may ask for longer training.
    const steps = Math.round((this.steps * experiment.training.steps) / this.experiment.training.steps);
    return {
      experiment: { ...experiment, seed: (experiment.seed + seed) % 2 ** 32 },
      index,
      steps,
      examined: false,
    };
  }
}

/** Diagnoses one network, running all trials one after the other in this thread. */
export function diagnose(experiment: Experiment, index: number, options: DiagnosisOptions = {}): Verdict {
  const diagnosis = new Diagnosis(experiment, index, options);
  for (let trials = diagnosis.next(); trials.length > 0; trials = diagnosis.next()) {
    diagnosis.take(trials.map(trial => runTrial(trial, options.table)));
  }
  return diagnosis.verdict()!;
}
