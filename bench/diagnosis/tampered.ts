import {
  type AnyDataset,
  type Experiment,
  isRegression,
  parseExperiment,
  prepare,
  RandomState,
  type Table,
} from 'gradscope';
import type { Document } from './bases.ts';
import type { Tampering } from './faults/fault.ts';

/** An experiment, and the rows of its table if it has one. */
export interface Material {
  readonly experiment: Experiment;
  readonly table: Table | undefined;
}

/** The experiment of a document whose data were tampered with: they come as a table, of the rows that the document's seed draws. */
export function materialOf(document: Document, tampering: Tampering | undefined): Material {
  const experiment = parseExperiment(document);
  if (!tampering) return { experiment, table: undefined };
  const { data } = prepare(experiment);
  return {
    experiment: parseExperiment({ ...document, data: { kind: 'table', file: 'rows.csv', target: 'y' } }),
    table: tableOf(data, tampering),
  };
}

function tableOf(data: AnyDataset, { kind, by }: Tampering): Table {
  if (isRegression(data)) throw new RangeError('data: expected classes, got values');
  const { samples, features, X, y } = data;
  const random = new RandomState(1);
  const order = kind === 'shuffle' ? random.permutation(samples) : undefined;
  const shift = kind === 'rotate' ? Math.round(by * samples) : 0;
  const columns = Array.from({ length: features }, (_, j) => ({
    name: `x${j}`,
    width: 1,
    values: Float64Array.from({ length: samples }, (_, i) => {
      const value = X[i * features + j]!;
      if (kind === 'scale' || (kind === 'feature' && j === 0)) return value * by;
      return kind === 'offset' ? value + by : value;
    }),
  }));
  const labels = Array.from(
    { length: samples },
    (_, i) => `class${y[order ? order[i]! : (i + shift) % samples]}`,
  );
  return [...columns, { name: 'y', width: 1, values: labels }];
}
