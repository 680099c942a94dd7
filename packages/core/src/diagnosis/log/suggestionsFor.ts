import type { ImportedRun } from '../../log/importedRun.ts';
import type { Cause } from '../cause.ts';
import { rulesOf } from '../symptoms/index.ts';
import type { Symptom } from '../symptoms/symptom.ts';
import { INIT, LARGER_STEPS, SMALLER_STEPS } from './suggestion.ts';

/** Changes worth a try on this run, each once: first those against the first symptom. */
export function suggestionsFor(
  symptoms: readonly Symptom[],
  causes: readonly Cause[],
  run: ImportedRun,
): string[] {
  const all = symptoms
    .flatMap(({ kind, axis }) => {
      const { inLogs } = rulesOf(kind);
      return (axis === 'time' ? inLogs?.suggestionsOverTime : inLogs?.suggestions) ?? [];
    })
    .filter(({ fits }) => fits?.(run) ?? true);
  const byWeights = causes.some(({ kind }) => kind === 'weightScale');
  const bySlope = causes.some(({ kind }) => kind === 'activationSlope');
  // If the ledger shows that only the slope loses the signal, changing the weights is a detour.
  const opposite = all.includes(SMALLER_STEPS) && all.includes(LARGER_STEPS);
  const later = all.indexOf(SMALLER_STEPS) < all.indexOf(LARGER_STEPS) ? LARGER_STEPS : SMALLER_STEPS;
  const detour = bySlope && !byWeights && all.includes(INIT);
  const agreeing = opposite ? all.filter(one => one !== later) : all;
  const ordered = detour ? [...agreeing.filter(one => one !== INIT), INIT] : agreeing;
  return [...new Set(ordered.map(({ text }) => text))];
}
