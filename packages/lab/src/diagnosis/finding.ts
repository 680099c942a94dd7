import { countedText, countText, percentText, type Symptom, symptomTitle, type Verdict } from 'gradscope';
import type { DiagnosisProgress } from './diagnosisMessages.ts';
import { milestonesOf } from './milestones.ts';
import type { Outcome } from './outcome.ts';

/** The findings about one network of the experiment. */
export interface Finding {
  readonly name: string;
  /** Its place in the experiment. */
  readonly index: number;
  /** Steps that should be diagnosed, and steps that have been. */
  readonly wanted: number;
  readonly diagnosed: number;
  readonly verdict: Verdict | undefined;
  /** The outcome of the network itself; undefined before it was trained. */
  readonly outcome: Outcome | undefined;
  readonly proof: Proof;
  /** Why it could not be diagnosed. */
  readonly trouble: string;
}

/** The search for remedies for the network. */
export interface Proof {
  readonly state: 'none' | 'running' | 'done' | 'stopped';
  readonly progress?: DiagnosisProgress;
  /** With the remedies tried so far. */
  readonly verdict?: Verdict | undefined;
}

export function newFinding(name: string, index: number): Finding {
  return {
    name,
    index,
    wanted: 0,
    diagnosed: 0,
    verdict: undefined,
    outcome: undefined,
    proof: { state: 'none' },
    trouble: '',
  };
}

export type Health = 'unknown' | 'healthy' | 'ill';

interface News {
  readonly health: Health;
  /** `vanishing gradient in layers 1 to 20, in its first 300 steps` */
  readonly text: string;
}

/**
 * The text of a network's badge. Its outcome takes precedence over the diagnosis of its first steps, and
 * divergence over its cause.
 *
 * @param steps of the experiment
 */
export function newsOf(finding: Finding, steps: number): News {
  const { verdict, outcome, trouble, wanted } = finding;
  if (outcome?.diverged) return { health: 'ill', text: `diverged at step ${countText(outcome.step)}` };
  if (outcome?.learned && !isOfTargets(verdict)) return { health: 'healthy', text: learnedText(outcome) };
  if (verdict && !verdict.healthy)
    return { health: 'ill', text: `${symptomTitle(worstOf(verdict))}, ${within(verdict)}` };
  if (outcome?.over) return { health: 'ill', text: overText(outcome) };
  if (verdict) return { health: 'healthy', text: `healthy, ${within(verdict)}` };
  if (trouble) return { health: 'unknown', text: 'could not be diagnosed' };
  const first = countedText(milestonesOf(steps)[0], 'step');
  return { health: 'unknown', text: wanted > 0 ? 'is being diagnosed' : `diagnosed after ${first}` };
}

/** The worst fault: divergence, otherwise the first symptom, from which the others follow. */
function worstOf({ symptoms }: Verdict): Symptom {
  return symptoms.find(({ kind }) => kind === 'diverged') ?? symptoms[0];
}

/**
 * Targets that belong to other rows can only be memorized, so learning them does not make the network
 * healthy.
 */
function isOfTargets(verdict: Verdict | undefined): boolean {
  return verdict?.symptoms.some(({ kind }) => kind === 'mismatch') ?? false;
}

const within = ({ steps }: Verdict): string => `in its first ${countedText(steps, 'step')}`;

function learnedText({ step, accuracy }: Outcome): string {
  const right = Number.isNaN(accuracy)
    ? 'at least half of the variance of the training targets is explained'
    : rightText(accuracy);
  return `healthy: ${right} at step ${countText(step)}`;
}

function overText({ step, accuracy }: Outcome): string {
  const right = Number.isNaN(accuracy) ? '' : `: ${rightText(accuracy)}`;
  return `has not learned half of what can be learned by its end, step ${countText(step)}${right}`;
}

const rightText = (accuracy: number): string => `training accuracy ${percentText(accuracy)}`;

const STAGES = {
  measure: 'The network and its references',
  try: 'Single changes',
  pair: 'Pairs of changes',
  prove: 'The best of them, with other seeds',
} as const satisfies Record<DiagnosisProgress['stage'], string>;

/** `Single changes: run 3 of 10`. */
export function progressText(progress: DiagnosisProgress): string {
  return `${stageText(progress)}: run ${progress.done + 1} of ${progress.of}`;
}

/** `Single changes` */
export function stageText({ stage }: DiagnosisProgress): string {
  return STAGES[stage];
}
