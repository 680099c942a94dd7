import type { History } from 'gradscope';
import { rowsBefore } from '../session/historyRows.ts';

/** The last step at or before `step` that has a row, or undefined. */
export function recordedStep(history: History, step: number): number | undefined {
  return history.step[rowsBefore(history, step + 1) - 1];
}
