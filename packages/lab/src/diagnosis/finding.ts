import { symptomTitle, type Verdict } from 'gradscope';
import { countedText } from '../ui/numberText.ts';
import type { DiagnosisProgress } from './diagnosisMessages.ts';
import { milestonesOf } from './milestones.ts';

/** What is known of one network of the experiment. */
export interface Finding {
  readonly name: string;
  /** Its place in the experiment. */
  readonly index: number;
  /** Steps that are to be diagnosed, and those that are. */
  readonly wanted: number;
  readonly told: number;
  readonly verdict: Verdict | undefined;
  readonly proof: Proof;
  /** Why it could not be diagnosed. */
  readonly trouble: string;
}

/** The search for what mends a network. */
export interface Proof {
  readonly state: 'none' | 'running' | 'done' | 'stopped';
  readonly progress?: DiagnosisProgress;
  /** With what was tried so far. */
  readonly verdict?: Verdict | undefined;
}

export function newFinding(name: string, index: number): Finding {
  return { name, index, wanted: 0, told: 0, verdict: undefined, proof: { state: 'none' }, trouble: '' };
}

export type Health = 'unknown' | 'healthy' | 'ill';

export function healthOf({ verdict, trouble }: Finding): Health {
  if (!verdict || trouble) return 'unknown';
  return verdict.healthy ? 'healthy' : 'ill';
}

/** `vanishing gradient in layers 1 to 20`. @param steps that the experiment has */
export function findingText({ verdict, trouble, wanted }: Finding, steps: number): string {
  if (trouble) return 'could not be diagnosed';
  if (verdict) return verdict.healthy ? 'healthy' : symptomTitle(verdict.symptoms[0]!);
  return wanted > 0
    ? 'is being diagnosed'
    : `diagnosed after ${countedText(milestonesOf(steps)[0]!, 'step')}`;
}

const PHASES = {
  measure: 'The network and its references',
  try: 'Single changes',
  prove: 'The best of them, with other seeds',
} as const;

/** `Single changes: run 3 of 10`. */
export function progressText({ phase, done, of }: DiagnosisProgress): string {
  return `${PHASES[phase]}: run ${done + 1} of ${of}`;
}
