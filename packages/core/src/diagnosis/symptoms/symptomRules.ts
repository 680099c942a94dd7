import type { Experiment } from '../../experiment/schema.ts';
import type { Cause, CauseKind } from '../cause.ts';
import type { Evidence, SignalEvidence } from '../evidence.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import type { Suggestion } from '../log/suggestion.ts';
import type { Candidate, Remedy } from '../remedies/remedy.ts';

/** The numbers on which a symptom is based, by name. */
export type Numbers = Readonly<Record<string, number>>;

/** A fault that was found. */
export interface Found {
  /** For a signal that vanishes or explodes: over depth or over time. */
  readonly axis?: 'depth' | 'time';
  /** The first and the last affected layer, 1 … L; by default null: it does not concern particular layers. */
  readonly layers?: readonly [first: number, last: number] | null;
  /** If over time: the first and the last time step, 1 … T. */
  readonly timeSteps?: readonly [first: number, last: number];
  /** The first recorded step at which it was seen; by default 0. */
  readonly step?: number;
  /** 0 … 1: how far beyond the ordinary. */
  readonly severity: number;
  readonly evidence: Numbers;
}

/**
 * When the symptoms of a trained network are looked for, causes before consequences: `targets` that belong to
 * other inputs, the size of the `data` and an output that cannot reach them, units that `start` equal, the
 * number `format`, `units` that block from the start, the `signal`, an `output` that is flat, the `descent`,
 * units that went off `later`, the size of the `steps`, and `otherwise`, if nothing else was found.
 */
export const RUN_STAGES = [
  'targets',
  'data',
  'start',
  'format',
  'units',
  'signal',
  'output',
  'descent',
  'later',
  'steps',
  'otherwise',
] as const;

/**
 * When the symptoms of a log are looked for: `numbers` that broke for reasons of their own, `gradients` that
 * are summed by mistake, the number `format`, the `inputs`, then as for {@link RUN_STAGES}, the signal over
 * `time`, over `depth`, and as norms of δ; a loss that `broke`.
 */
export const LOG_STAGES = [
  'numbers',
  'gradients',
  'format',
  'inputs',
  'data',
  'start',
  'units',
  'time',
  'depth',
  'signal',
  'broke',
  'later',
  'output',
  'steps',
  'otherwise',
] as const;

/** What finds a symptom, by the stage at which it counts; the first that finds it decides. */
export type Finders<Stage extends string, Seen> = {
  readonly [At in Stage]?: (evidence: Seen) => Found | undefined;
};

/** What finds a kind of symptom, what it says, and what helps. */
export interface SymptomRules {
  /** What causes it: a suspicion, until a remedy that removes the cause is proven. */
  readonly cause?: CauseKind | ((found: Found, signal: readonly SignalEvidence[]) => Cause[]);
  /** How it shows in experiments that we train; missing if only logs can show it. */
  readonly inRuns?: {
    readonly found: Finders<(typeof RUN_STAGES)[number], Evidence>;
    /** The evidence in words. */
    readonly text: (evidence: Numbers) => string;
    /** The changes that may remove it, the most direct first; each is one object, so that it is tried once. */
    readonly remedies?: readonly Remedy[];
    /** The same if it is over time. */
    readonly remediesOverTime?: readonly Remedy[];
    /** Instead: the only changes that make sense, whatever else was found. */
    readonly onlyRemedies?: (experiment: Experiment, found: Found) => Candidate[];
  };
  /** How it shows in the logs of others' runs; missing if a log cannot show it. */
  readonly inLogs?: {
    readonly found: Finders<(typeof LOG_STAGES)[number], LogEvidence>;
    readonly text: (evidence: Numbers) => string;
    /** Changes in words, the most direct first. */
    readonly suggestions: readonly Suggestion[];
    /** The same if it is over time. */
    readonly suggestionsOverTime?: readonly Suggestion[];
    /** Whether it counts for one of two networks that train against each other, whose losses say little. */
    readonly countsInGame?: (evidence: LogEvidence) => boolean;
    /** Finds it in such a game. */
    readonly inGame?: (own: LogEvidence, opponent: LogEvidence) => Found | undefined;
  };
}
