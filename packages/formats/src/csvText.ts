import Papa from 'papaparse';

export type Cell = number | string;

/** A table as CSV that `readTable` and other programs read back to the same bits. */
export function csvText(
  header: readonly string[],
  rows: number,
  cellsOf: (row: number) => readonly Cell[],
): string {
  const data = Array.from({ length: rows }, (_, row) => cellsOf(row).map(cellText));
  return `${Papa.unparse([header, ...data], { newline: '\n' })}\n`;
}

/** Numbers with just enough digits to identify them. */
function cellText(cell: Cell): string {
  return Object.is(cell, -0) ? '-0' : String(cell);
}
