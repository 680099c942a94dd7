import type { Cause } from '../cause.ts';
import type { Found } from './symptomRules.ts';

/** From the start, units are what their weights made them; later faults come from the steps. */
export function unitCause({ step = 0 }: Found): Cause[] {
  return [{ kind: step === 0 ? 'weightScale' : 'stepSize', part: 1 }];
}
