import { Diagnosis, type DiagnosisOptions, type Verdict } from '../diagnosis.ts';
import type { LogVerdict } from '../log/diagnoseLog.ts';
import { rulesOf } from '../symptoms/index.ts';
import type { SymptomKind } from '../symptoms/symptom.ts';
import type { Trial, TrialResult } from '../trial.ts';
import { type Twin, twinOf } from './twin.ts';
import { TwinError } from './twinError.ts';
import { twinThresholds } from './twinThresholds.ts';

/** How the signal passes one of the first layers: in the log, and in random starts of the twin. */
export interface TwinFactor {
  /** The layer's number in the log. */
  readonly layer: number;
  /** ‖δ[l]‖ / ‖δ[l+1]‖ */
  readonly logged: number;
  readonly low: number;
  readonly high: number;
  /** Whether the logged factor lies between the two, or near them. */
  readonly agrees: boolean;
}

/** The symptoms of a twin and their fix, as plain data. */
export interface TwinVerdict {
  readonly twin: Twin;
  /** The log's first symptom. */
  readonly logged: SymptomKind;
  /** All of the twin's, the most upstream first. */
  readonly found: readonly SymptomKind[];
  /** Factors of the first layers; empty if the log does not have them. */
  readonly factors: readonly TwinFactor[];
  /** Whether it shows what the log shows: its first symptom, and the same signal in its first layers. */
  readonly shows: boolean;
  /** The twin's verdict. If the twin does not show what the log shows, no remedy was tried. */
  readonly verdict: Verdict;
  /** Whether it was stopped before all trials were run. */
  readonly partial: boolean;
}

/**
 * Proves on a twin what may help an imported run, in trials that the caller runs, as for `Diagnosis`. First
 * the twin must show what the log shows; if it does not, nothing is tried.
 */
export class TwinDiagnosis {
  readonly twin: Twin;
  private readonly logged: SymptomKind;
  private readonly diagnosis: Diagnosis;
  private result: Pick<TwinVerdict, 'found' | 'factors' | 'shows'> | undefined;

  /**
   * @param log a verdict with a symptom
   * @throws TwinError if no twin can be made of the run, see {@link twinOf}, or no twin can show its fault
   */
  constructor(log: LogVerdict, options: Omit<DiagnosisOptions, 'table'> = {}) {
    const { run } = log.evidence;
    const [first] = log.symptoms;
    if (!first) throw new TwinError(`${run.name}: expected a run with a symptom, got one without`);
    this.twin = twinOf(run);
    if (!rulesOf(first.kind).inRuns || first.axis === 'time') {
      const kind = first.axis === 'time' ? `${first.kind} through time` : first.kind;
      throw new TwinError(`${run.name}: expected a symptom that a twin can show, got ${kind}`);
    }
    const [from, to] = this.twin.range;
    if (first.layers && first.layers[1] < from) {
      throw new TwinError(
        `${run.name}: expected what is wrong in the dense layers ${from} to ${to}, got it in ${first.layers.join(' to ')}`,
      );
    }
    this.logged = first.kind;
    this.diagnosis = new Diagnosis(this.twin.experiment, 0, { ...options, table: this.twin.table });
  }

  /** Steps of each trial. */
  get steps(): number {
    return this.diagnosis.steps;
  }

  /** The next trials to run; empty if the diagnosis is complete, or the twin shows something else. */
  next(): Trial[] {
    return this.result?.shows === false ? [] : this.diagnosis.next();
  }

  /** Takes the results of the trials from `next`, see `Diagnosis.take`. */
  take(results: readonly (TrialResult | undefined)[]): void {
    this.diagnosis.take(results);
    const verdict = this.diagnosis.verdict();
    if (!this.result && verdict) this.result = this.compared(verdict);
  }

  /** The verdict so far; undefined before the twin was measured. */
  verdict(): TwinVerdict | undefined {
    const { twin, logged, result } = this;
    const verdict = this.diagnosis.verdict();
    return verdict && result && { twin, logged, ...result, verdict, partial: verdict.partial };
  }

  private compared({ symptoms, evidence }: Verdict) {
    const { factors, range } = this.twin;
    const compared = evidence.signal.slice(0, twinThresholds.layers.value).flatMap(({ starts }, l) => {
      const logged = factors[l];
      return Number.isNaN(logged) ? [] : [compare(range[0] + l, logged, starts)];
    });
    const found = symptoms.map(({ kind }) => kind);
    return {
      found,
      factors: compared,
      shows: found.includes(this.logged) && compared.every(({ agrees }) => agrees),
    };
  }
}

function compare(layer: number, logged: number, [low, high]: readonly [number, number]): TwinFactor {
  const { value } = twinThresholds.factor;
  const agrees = logged >= low / value && logged <= high * value;
  return { layer, logged, low, high, agrees };
}
