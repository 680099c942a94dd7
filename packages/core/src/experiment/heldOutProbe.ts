import { type AnyDataset, isRegression } from '../data/dataset.ts';
import { Network } from '../network/network.ts';
import type { ProbeKind } from '../probe/probe.ts';

/** The series recorded if rows are held out; one column each. */
export const HELD_OUT_SERIES: readonly string[] = ['test_loss', 'test_accuracy'];

/** This many evaluations show a trend; fewer are made only if fewer steps are recorded. */
const FEWEST = 20;
const MOST = 200;

/**
 * Evaluates a network on the held-out rows, in its own memory, so that training keeps its bits.
 *
 * Series of one column: `test_loss`, the mean loss without the `l2` term, and for classes `test_accuracy`, 0
 * … 1. Both are NaN at recorded steps that are not due.
 *
 * @param isDue whether to evaluate at the step being recorded
 */
export function heldOutProbe(test: AnyDataset, isDue: () => boolean): ProbeKind {
  return {
    columns: () => (isRegression(test) ? { test_loss: 1 } : { test_loss: 1, test_accuracy: 1 }),
    create: network => {
      let evaluated: Network | undefined;
      return {
        measure(row) {
          if (isDue()) evaluated ??= onRows(network, test);
          const { loss, correct } = evaluated && isDue() ? seen(evaluated, network) : NOT_DUE;
          row('test_loss')[0] = loss;
          if (!isRegression(test)) row('test_accuracy')[0] = correct / test.samples;
        },
      };
    },
  };
}

const NOT_DUE = { loss: Number.NaN, correct: Number.NaN };

function onRows(network: Network, test: AnyDataset): Network {
  const { engine, layers, loss } = network;
  const settings = layers.map(layer => layer.settings);
  return new Network(engine.another(), settings, network.parameters(), test, { loss });
}

function seen(evaluated: Network, network: Network) {
  for (const [l, layer] of evaluated.layers.entries()) layer.load(network.layers[l].parameters());
  return evaluated.classify(false);
}

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
