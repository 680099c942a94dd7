import { kindNamed } from '../kinds/kind.ts';
import type { DataForm, DataShape } from './dataKind.ts';
import { type DataSettings, dataKinds } from './dataSettings.ts';

export type { DataShape } from './dataKind.ts';

/**
 * The size of the data that settings describe, without making it; undefined for a table, whose size is known
 * only after reading.
 */
export function dataShape(settings: DataSettings): DataShape | undefined {
  if (settings.kind === 'table') return undefined;
  const values = settings as unknown as Readonly<Record<string, number | string>>;
  return kindNamed<DataForm>('data', dataKinds, settings.kind).shape(values as never);
}
