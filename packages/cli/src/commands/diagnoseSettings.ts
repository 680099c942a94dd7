import type { ImportSettings } from '../logs/importOptions.ts';
import type { FailKind } from './failKinds.ts';

/** The settings of `gradscope diagnose`. */
export interface DiagnoseSettings extends ImportSettings {
  readonly steps?: number;
  readonly budget?: number;
  readonly seeds?: number;
  readonly threads?: number;
  readonly remedies: boolean;
  readonly out?: string;
  /** The file to write; true for the experiment's own file. */
  readonly fix?: string | true;
  readonly failOn?: readonly FailKind[];
  readonly twin?: boolean;
  readonly json?: boolean;
}

/** The settings as the command line gives them. */
export interface DiagnoseOptions extends Omit<DiagnoseSettings, 'failOn'> {
  readonly failOn?: string;
}
