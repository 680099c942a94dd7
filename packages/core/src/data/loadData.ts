import { fetchText } from '#bundledTexts';
import type { DataSettings } from './dataSettings.ts';

/**
 * Loads whatever {@link makeData} needs for these settings. Only bundles made under the condition
 * `gradscope-later` need to await it before making data: there it fetches iris, wine, the digits or the poem. Elsewhere
 * it resolves at once.
 *
 * @throws Error of the runtime if the data cannot be fetched
 */
export function loadData({ kind }: Pick<DataSettings, 'kind'>): Promise<void> {
  return fetchText(kind);
}
