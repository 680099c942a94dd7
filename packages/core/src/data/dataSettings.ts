import { addKind, type OwnSettings, type ValuesOf } from '../kinds/kind.ts';
import type { OwnData } from '../kinds/own.ts';
import { dataForms } from './dataForms.ts';
import type { DataForm, DataKind, DataRules } from './dataKind.ts';
import { ownData } from './ownData.ts';
import type { PreparationSettings, TableSettings } from './tableDataset.ts';

type BuiltIn = typeof dataForms;
export type BuiltInData = keyof BuiltIn;

/** The kinds of data that an experiment can name besides `table`, those that the program added last. */
export const dataKinds: Readonly<Record<BuiltInData, DataForm>> = { ...dataForms };

/** What an experiment may also say about data, beside the settings of their kind. */
type Preparation<Form> = Form extends { readonly prepares: true }
  ? PreparationSettings
  : Form extends { readonly prepares: 'test' }
    ? Pick<PreparationSettings, 'test'>
    : unknown;

/** The data of an experiment. */
export type DataSettings =
  | {
      [Name in BuiltInData]: { readonly kind: Name } & ValuesOf<BuiltIn[Name]['settings']> &
        Preparation<BuiltIn[Name]>;
    }[BuiltInData]
  | OwnSettings<OwnData>
  /** `file` holds the table; the caller reads it. */
  | ({
      readonly kind: 'table';
      readonly file: string;
      readonly header?: boolean | undefined;
    } & TableSettings);

/**
 * Adds data to those that experiments can name, from the next `parseExperiment` on. Every thread that trains has to add
 * it.
 *
 * @param name by which experiments know it
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerData<Rules extends DataRules = Record<never, never>>(
  name: string,
  kind: DataKind<Rules>,
): void {
  addKind('data', dataKinds, name, kind, ['table']);
  ownData[name] = kind;
}
