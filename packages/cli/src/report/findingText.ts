import { countText, symptomTitle } from 'gradscope';
import type { Finding } from '../training/findings.ts';
import type { TimedRun } from '../training/messages.ts';

/** A finding in a few words, for a table. */
export function findingText({ run, failed, verdict }: Finding, learned: (run: TimedRun) => boolean): string {
  if (run.divergedAt !== null) return `diverged at step ${countText(run.divergedAt)}`;
  if (run.interrupted) return `interrupted at step ${countText(run.steps)}`;
  const [first] = verdict?.symptoms ?? [];
  if (first) return symptomTitle(first);
  if (failed) return verdict ? 'no symptom; it learns slowly' : 'learned less than half';
  return learned(run) ? 'learned' : 'too few steps to tell';
}
