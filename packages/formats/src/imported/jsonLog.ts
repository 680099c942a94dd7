import type { Place } from '../formatError.ts';
import { parseJson } from '../readJsonl.ts';
import { decodeUtf8 } from '../utf8.ts';
import { JsonRows } from './jsonlLog.ts';
import type { LogBuilder } from './logBuilder.ts';
import { readTag } from './readTag.ts';
import { type Fields, isFields } from './schema2/fields.ts';

/** How a `.json` holds a log: an object on each line, or rows in one document. */
export type JsonLog = 'lines' | { readonly rows: readonly Fields[]; readonly where: string };

/**
 * The log in a `.json`: JSON lines, as MMEngine and Detectron2 write them; `log_history` of HuggingFace's
 * `trainer_state.json`; a list of objects; columns of numbers, as in the history of Keras or pandas'
 * `to_json`.
 *
 * @returns undefined for anything else, such as an experiment or settings
 */
export function jsonLogIn(bytes: Uint8Array): JsonLog | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  const whole = parsed(text);
  if (whole === undefined) {
    const first = parsed(text.slice(0, Math.max(0, text.indexOf('\n'))));
    return isFields(first) && isRow(first, text) ? 'lines' : undefined;
  }
  if (Array.isArray(whole)) return rowsOf(whole, 'item');
  if (!isFields(whole)) return undefined;
  if (Array.isArray(whole.log_history)) return rowsOf(whole.log_history, 'log_history, item');
  if (hasMeaning(whole) && 'step' in whole) return 'lines';
  const columns = isFields(whole.history) ? whole.history : whole;
  const rows = columnRows(columns);
  return rows.length > 0 && hasMeaning(rows[0]) ? { rows, where: 'row' } : undefined;
}

/** Adds rows of a document to a log. */
export function readJsonRows(
  { rows, where }: Exclude<JsonLog, 'lines'>,
  file: string,
  log: LogBuilder,
): void {
  const added = new JsonRows(log);
  for (const [i, row] of rows.entries()) {
    const place: Place = { file, place: `${where} ${i + 1}`, offset: 0 };
    added.add(row, place);
  }
}

/**
 * If the first of the JSON lines has no values yet, such as one about the environment, the second decides.
 */
function isRow(first: Fields, text: string): boolean {
  if ('networks' in first) return false;
  if (hasMeaning(first) || 'gradscope' in first) return true;
  const rest = text.slice(text.indexOf('\n') + 1);
  const second = parsed(rest.slice(0, rest.indexOf('\n') + 1 || undefined));
  return isFields(second) && hasMeaning(second);
}

function rowsOf(items: readonly unknown[], where: string): JsonLog | undefined {
  const rows = items.filter(isFields);
  return rows.some(hasMeaning) ? { rows, where } : undefined;
}

/** Whether it contains a loss, an accuracy or a number of a layer. */
const hasMeaning = (row: Fields): boolean =>
  Object.entries(row).some(([name, value]) => {
    if (typeof value !== 'number' && !isFields(value)) return false;
    const meaning = readTag(name, 'number');
    return meaning.kind === 'layer' || (meaning.kind === 'run' && meaning.quantity !== 'lr');
  });

/** `{"loss": [2, 1]}`, or `{"loss": {"0": 2, "1": 1}}`. */
function columnRows(columns: Fields): Fields[] {
  const rows: Record<string, unknown>[] = [];
  for (const [name, column] of Object.entries(columns)) {
    const values = Array.isArray(column) ? column : isFields(column) ? Object.values(column) : [];
    if (!values.every(value => typeof value === 'number' || value === null)) continue;
    for (const [i, value] of values.entries()) {
      rows[i] ??= {};
      rows[i][name] = value;
    }
  }
  return rows;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
