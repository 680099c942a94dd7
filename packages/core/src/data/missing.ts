/** What stands for no value in tables of other programs: pandas, R, Excel, the UCI repository. */
const MISSING = new Set(['', 'na', 'n/a', '#n/a', '<na>', 'nan', '-nan', 'null', 'none', '?']);

/** What is done about missing values; undefined refuses them. */
export type MissingSetting = 'drop' | 'mean' | undefined;

/** Whether a cell of text holds no value. */
export const isMissing = (text: string): boolean => MISSING.has(text.trim().toLowerCase());

/** Whether a cell of a table holds no value. */
export const isHole = (cell: string | number): boolean =>
  typeof cell === 'number' ? Number.isNaN(cell) : isMissing(cell);

/** What to write about a missing value. */
export const MISSING_HINT = 'data.missing: drop leaves its row out, mean takes the mean of its column';
