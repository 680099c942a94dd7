const COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i;
const PLAIN = /^[+-]?\d+(e[+-]?\d+)?$/i;
const POINT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** 1.234.567,89 */
const GROUPED_BY_POINTS = /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/;
/** 1,234,567.89 */
const GROUPED_BY_COMMAS = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;

/** How a column's numbers are written. */
export type NumberStyle = 'decimal commas' | 'commas between thousands';

/**
 * How a column writes its numbers if not with a plain decimal point; undefined if it does, or if not all of
 * its cells are numbers.
 *
 * `1,234` is ambiguous. In a comma-separated file it has thousands, since a decimal comma would have to be
 * quoted throughout; elsewhere it has a decimal comma, because Excel writes semicolons exactly if the comma
 * is taken.
 *
 * @param betweenCommas whether the file's own delimiter is the comma
 */
export function numberStyle(cells: readonly string[], betweenCommas: boolean): NumberStyle | undefined {
  if (!cells.some(cell => cell.includes(','))) return undefined;
  const filled = cells.map(cell => cell.trim()).filter(cell => cell !== '');
  const hasCommas = filled.every(
    cell => COMMA.test(cell) || PLAIN.test(cell) || (cell.includes('.') && GROUPED_BY_POINTS.test(cell)),
  );
  const hasThousands = filled.every(
    cell => GROUPED_BY_COMMAS.test(cell) || POINT.test(cell) || PLAIN.test(cell),
  );
  if (hasCommas && !(hasThousands && betweenCommas)) return 'decimal commas';
  return hasThousands ? 'commas between thousands' : undefined;
}

/** The cell with a decimal point and nothing between its thousands. */
export function plainNumber(cell: string, style: NumberStyle): string {
  return style === 'decimal commas' ? cell.replaceAll('.', '').replace(',', '.') : cell.replaceAll(',', '');
}
