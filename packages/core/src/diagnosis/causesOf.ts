import type { Cause } from './cause.ts';
import type { SignalEvidence } from './evidence.ts';
import { rulesOf } from './symptoms/index.ts';
import type { Symptom } from './symptoms/symptom.ts';

/** Possible causes of the symptoms: suspicions, until a remedy that removes the cause is proven. */
export function causesOf(signal: readonly SignalEvidence[], symptoms: readonly Symptom[]): Cause[] {
  const causes = symptoms.flatMap(symptom => {
    const { cause } = rulesOf(symptom.kind);
    if (typeof cause === 'function') return cause(symptom, signal);
    return cause ? [{ kind: cause, part: 1 }] : [];
  });
  return causes.filter((cause, i) => causes.findIndex(({ kind }) => kind === cause.kind) === i);
}
