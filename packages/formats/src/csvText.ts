import Papa from 'papaparse';

export type Cell = number | string;

/** A table as CSV, which `readTable` and others read back to the same bits. */
export function csvText(
  header: readonly string[],
  rows: number,
  cellsOf: (row: number) => readonly Cell[],
): string {
  const data = Array.from({ length: rows }, (_, row) => cellsOf(row).map(cellText));
  return `${Papa.unparse([header, ...data], { newline: '\n' })}\n`;
}

/** Numbers in as many digits as tell them apart from all others. */
function cellText(cell: Cell): string {
  return Object.is(cell, -0) ? '-0' : String(cell);
}
