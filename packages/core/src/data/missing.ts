/** Marks for missing values in tables of other programs: pandas, R, Excel, the UCI repository. */
const MISSING = new Set(['', 'na', 'n/a', '#n/a', '<na>', 'nan', '-nan', 'null', 'none', '?']);

/** How to treat missing values; undefined refuses them. */
export type MissingSetting = 'drop' | 'mean' | undefined;

/** Whether a text cell is a missing value. */
export const isMissing = (text: string): boolean => MISSING.has(text.trim().toLowerCase());

/** Whether a table cell is a missing value. */
export const isHole = (cell: string | number): boolean =>
  typeof cell === 'number' ? Number.isNaN(cell) : isMissing(cell);

/** The hint for a missing value. */
export const MISSING_HINT = 'data.missing: drop leaves its row out, mean takes the mean of its column';
