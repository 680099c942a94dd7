import Papa from 'papaparse';

/** Tried in this order: commas also occur inside numbers. */
const DELIMITERS = ['\t', ';', '|', ','];
/** Lines that are looked at. */
const SAMPLE = 100;
const NUMBER_WITH_COMMA = /^\s*[+-]?[\d.]*,\d*\s*$/;

/**
 * The delimiter between the cells of a table: the one that `sep=` names, as in Excel's files, or else the
 * first that splits all of the first lines into equally many cells, at least two. Undefined if there is none.
 */
export function csvDelimiter(text: string): string | undefined {
  const [, named] = /^\ufeff?sep=(.)\r?\n/i.exec(text) ?? [];
  if (named !== undefined) return named;
  const even = DELIMITERS.filter(delimiter => text.includes(delimiter)).flatMap(delimiter => {
    const lines = sampleOf(text, delimiter);
    const width = lines[0]?.length ?? 0;
    return width > 1 && lines.every(line => line.length === width) ? [{ delimiter, lines }] : [];
  });
  const isSplit = even.find(
    ({ delimiter, lines }) => delimiter === ',' || lines.every(line => line.every(isOneCell)),
  );
  return (isSplit ?? even[0])?.delimiter;
}

/** Whether a cell has no comma except inside a number. */
const isOneCell = (cell: string): boolean => !cell.includes(',') || NUMBER_WITH_COMMA.test(cell);

function sampleOf(text: string, delimiter: string): string[][] {
  const { data } = Papa.parse(text, { delimiter, preview: SAMPLE });
  return data.filter(line => line.some(cell => cell.trim() !== '') && !line[0].trimStart().startsWith('#'));
}
