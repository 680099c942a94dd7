import type { Experiment, Table } from 'gradscope';
import { tryExperiment } from '../state/edits.ts';
import type { LabState } from '../state/labState.ts';
import type { DrawnPoint } from './drawnPoints.ts';
import type { TableReader } from './tableReader.ts';

/** Own rows as an experiment names them. */
type TableData = Extract<Experiment['data'], { readonly kind: 'table' }>;

/** As somebody typed them: the experiment's rules say what is wrong. Targets stand beside their features. */
export type TableChoice = {
  readonly [Key in keyof Omit<TableData, 'targetShift'>]: TableData[Key] | string;
};

/** Rows that were drawn; without them those of the file that was read last are meant. */
export interface DrawnRows {
  readonly table: Table;
  readonly points: readonly DrawnPoint[];
}

/** Trains the present networks on own rows. Returns what is wrong with them, with column and row; empty if nothing is. */
export async function trainOnRows(
  lab: LabState,
  reader: TableReader,
  data: TableChoice,
  drawn?: DrawnRows,
): Promise<string> {
  const tried = tryExperiment({ ...lab.experiment.peek(), data });
  if ('complaint' in tried) return tried.complaint;
  const { experiment } = tried;
  try {
    const table = await reader.check(experiment, drawn?.table);
    lab.trainOn([{ from: 0, experiment }], table, drawn?.points);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  lab.tool.value = undefined;
  return '';
}
