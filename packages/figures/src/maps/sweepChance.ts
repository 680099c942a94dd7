import { baselineOf, isRegression, prepare, type Sweep, type Table } from 'gradscope';

/**
 * The accuracy of always answering the most frequent class, 0 … 1, which the runs of a sweep should exceed.
 * Undefined if they have no classes, or an axis changes the data.
 *
 * @param table the contents of the data file; without it the result for a sweep over a table is undefined
 */
export function sweepChance({ axes, experimentAt }: Pick<Sweep, 'axes' | 'experimentAt'>, table?: Table) {
  if (axes.some(({ path }) => path.split(/[.[]/)[0] === 'data')) return undefined;
  const experiment = experimentAt(0);
  if (experiment.data.kind === 'table' && !table) return undefined;
  const { data, loss } = prepare(experiment, table);
  return isRegression(data) ? undefined : baselineOf(data, loss).accuracy;
}
