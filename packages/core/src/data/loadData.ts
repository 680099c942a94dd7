import { fetchDigits } from '#digitsSource';
import type { DataSettings } from './dataSettings.ts';

/**
 * Sees that what {@link makeData} needs for these settings is there. Only a bundle made under the condition
 * `gradscope-later` has to await it before data are made; there it fetches the digits. Elsewhere it resolves at once.
 *
 * @throws Error of the runtime where what is asked for cannot be fetched
 */
export async function loadData({ kind }: Pick<DataSettings, 'kind'>): Promise<void> {
  if (kind === 'digits') await fetchDigits();
}
