import { type AnyDataset, isRegression } from '../data/dataset.ts';
import type { ProbeKind } from '../probe/probe.ts';

/** The series recorded if rows are held out; one column each. */
export const HELD_OUT_SERIES: readonly string[] = ['test_loss', 'test_accuracy'];

/** This many evaluations show a trend; fewer are made only if fewer steps are recorded. */
const FEWEST = 20;
const MOST = 200;

/**
 * Evaluates a network on the held-out rows.
 *
 * Series of one column: `test_loss`, the mean loss without the `l2` term, and for classes `test_accuracy`, 0
 * … 1. Both are NaN at recorded steps that are not due.
 *
 * @param isDue whether to evaluate at the step being recorded
 */
export function heldOutProbe(test: AnyDataset, isDue: () => boolean): ProbeKind {
  return {
    columns: () => (isRegression(test) ? { test_loss: 1 } : { test_loss: 1, test_accuracy: 1 }),
    create: network => ({
      measure(row) {
        const { loss, correct } = isDue() ? network.on(test).classify(false) : NOT_DUE;
        row('test_loss')[0] = loss;
        if (!isRegression(test)) row('test_accuracy')[0] = correct / test.y.length;
      },
    }),
  };
}

const NOT_DUE = { loss: Number.NaN, correct: Number.NaN };

/**
 * Which of `records` recorded steps, counted from 0, are evaluated on the held-out rows: the first, the last,
 * and others spread evenly between them. Their number is 20 to 200; above 20 they see no more rows in total
 * than training does.
 *
 * @param trained rows that training sees in all its steps
 * @param held held-out rows
 */
export function dueRecords(records: number, trained: number, held: number): (record: number) => boolean {
  const count = Math.min(records, MOST, Math.max(FEWEST, Math.floor(trained / held)));
  if (count >= records) return () => true;
  const place = (record: number) => Math.floor((record * (count - 1)) / (records - 1));
  return record => record === 0 || place(record) > place(record - 1);
}
