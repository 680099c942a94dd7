import { addKind, type OwnSettings, type SettingsOf } from '../kinds/kind.ts';
import type { OwnData } from '../kinds/own.ts';
import { dataForms } from './dataForms.ts';
import type { DataForm, DataKind } from './dataKind.ts';
import { ownData } from './ownData.ts';
import type { PreparationSettings, TableSettings } from './tableDataset.ts';

type BuiltIn = typeof dataForms;
export type BuiltInData = keyof BuiltIn;

/** The kinds of data that an experiment can name besides `table`, those that the program added last. */
export const dataKinds: Readonly<Record<BuiltInData, DataForm>> = { ...dataForms };

type BundledKind = {
  [Name in BuiltInData]: BuiltIn[Name] extends { prepares: true } ? Name : never;
}[BuiltInData];

/** The data of an experiment. */
export type DataSettings =
  | SettingsOf<Omit<BuiltIn, BundledKind>>
  | { [Name in BundledKind]: { readonly kind: Name } & PreparationSettings }[BundledKind]
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
export function registerData<Name extends string = never>(name: string, kind: DataKind<Name>): void {
  addKind('data', dataKinds, name, kind, ['table']);
  ownData[name] = kind;
}
