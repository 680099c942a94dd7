import type { LabState } from '../state/labState.ts';
import type { TableReader } from './tableReader.ts';

/** The properties of both forms for own data. */
export interface DataFormProps {
  readonly lab: LabState;
  readonly reader: TableReader;
}
