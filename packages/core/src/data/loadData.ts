import { fetchText } from '#bundledTexts';
import type { DataSettings } from './dataSettings.ts';

/**
 * Sees that what {@link makeData} needs for these settings is there. Only a bundle made under the condition
 * `gradscope-later` has to await it before data are made; there it fetches iris, wine or the digits. Elsewhere it resolves at once.
 *
 * @throws Error of the runtime where what is asked for cannot be fetched
 */
export function loadData({ kind }: Pick<DataSettings, 'kind'>): Promise<void> {
  return fetchText(kind);
}
