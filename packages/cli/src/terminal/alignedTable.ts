import { shownText } from 'gradscope';

/**
 * Rows of cells as lines, every column as wide as its widest cell: numbers to the right, the columns named in `leftAligned`
 * (counted from 0) to the left. The first row is the head.
 */
export function alignedTable(
  rows: readonly (readonly string[])[],
  leftAligned: readonly number[] = [],
): string[] {
  // Names in cells are untrusted text.
  const shown = rows.map(row => row.map(shownText));
  const widths = shown[0].map((_, i) => Math.max(...shown.map(row => row[i].length)));
  const align = (cell: string, i: number) =>
    leftAligned.includes(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i]);
  return shown.map(row => row.map(align).join('  ').trimEnd());
}
