import { listText, overfittingIn, overfittingText } from 'gradscope';
import type { TimedRun } from '../training/messages.ts';

/** With more networks than this only their names are listed. */
const MOST = 3;

/** The networks that overfit, for a reader: one sentence each; empty if none does. */
export function overfittingSentences(runs: readonly TimedRun[]): string[] {
  const found = runs.flatMap(({ name, history }) => {
    const overfitting = overfittingIn(history);
    return overfitting ? [{ name, overfitting }] : [];
  });
  if (found.length > MOST) {
    return [
      `${listText(found.map(({ name }) => name))} overfit: their loss on held-out data rises from its best.`,
    ];
  }
  return found.map(({ name, overfitting }) => overfittingText(overfitting, name));
}
