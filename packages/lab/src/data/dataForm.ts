import type { TableReader } from '../rows/tableReader.ts';
import type { LabState } from '../state/labState.ts';

/** The properties of both forms for own data. */
export interface DataFormProps {
  readonly lab: LabState;
  readonly reader: TableReader;
}
