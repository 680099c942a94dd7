import type { Experiment, Table } from 'gradscope';
import type { DrawnPoint } from '../rows/drawnPoints.ts';
import type { TableReader } from '../rows/tableReader.ts';
import { tryExperiment } from '../state/edits.ts';
import type { LabState } from '../state/labState.ts';

/** Own rows as an experiment names them. */
type TableData = Extract<Experiment['data'], { readonly kind: 'table' }>;

/** The values as typed: the experiment's rules report faults. Targets are listed beside their features. */
export type TableChoice = {
  readonly [Key in keyof Omit<TableData, 'targetShift'>]: TableData[Key] | string;
};

/** Drawn rows; if missing, those of the file read last are used. */
export interface DrawnRows {
  readonly table: Table;
  readonly points: readonly DrawnPoint[];
}

/**
 * Trains the present networks on own rows. Returns their faults, with column and row; empty if there are
 * none.
 */
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
