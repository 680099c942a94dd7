import {
  type AnyDataset,
  isRegression,
  type LossKind,
  lossText,
  percentText,
  type Quality,
  qualityOf,
  valueText,
} from 'gradscope';
import type { Outcome } from '../outcome.ts';

/** A column of a table of results: its head, and a cell for each run, empty if it does not apply. */
export interface Column {
  readonly head: string;
  readonly cells: readonly string[];
}

const OF_CLASSES = [
  ['loss', valueText],
  ['accuracy', percentText],
] as const;
const OF_VALUES = [
  ['loss', valueText],
  ['rmse', valueText],
  ['explained', valueText],
] as const;

const NAMES = { loss: 'loss', accuracy: 'accuracy', rmse: 'RMSE', explained: 'R²' } as const;

/**
 * The quality of the final parameters, on the training rows beside the held-out ones. A column that no run
 * fills is left out.
 */
export function qualityColumns({ experiment, data, runs }: Outcome): Column[] {
  const qualities = runs.map(run => qualityOf(experiment, data, run));
  const cell = (quality: Quality | undefined, key: keyof Quality, text: (value: number) => string) => {
    const value = quality?.[key];
    return value === undefined ? '' : text(value);
  };
  return (isRegression(data) ? OF_VALUES : OF_CLASSES)
    .flatMap(([key, text]) => [
      { head: `training ${NAMES[key]}`, cells: qualities.map(({ training }) => cell(training, key, text)) },
      { head: `test ${NAMES[key]}`, cells: qualities.map(({ test }) => cell(test, key, text)) },
    ])
    .filter(({ cells }) => cells.some(text => text !== ''));
}

/** The units of the loss and the errors. */
export function unitsText(data: AnyDataset, loss: LossKind, l2: number): string {
  const parts = [
    `Loss: ${lossText(loss, isRegression(data))}`,
    ...(l2 === 0 ? [] : ['without the l2 term']),
    ...(isRegression(data)
      ? [
          loss === 'meanSquaredError'
            ? 'RMSE: its root, in units of the target'
            : 'RMSE: the root of the mean squared error, in units of the target',
          'R²: 1 is perfect, 0 is the mean',
        ]
      : []),
  ];
  return `${parts.join('; ')}.`;
}
