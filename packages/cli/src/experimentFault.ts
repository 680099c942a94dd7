import { experimentPlaces } from '@gradscope/formats';
import { complaintText, type ExperimentError } from 'gradscope';
import { CliError } from './cliError.ts';

/** Nobody reads more lines than this about one file at once. */
const MOST_LINES = 20;

/**
 * All faults of an experiment file, one per line and in the file's order: `file:line:column: path: expected
 * <rule>, got <value>`.
 *
 * @param text the file's text
 */
export function experimentFault(file: string, text: string, { complaints }: ExperimentError): CliError {
  const placeOf = experimentPlaces(text);
  const placed = complaints.map(complaint => ({ complaint, at: placeOf(complaint.path, complaint.key) }));
  placed.sort((a, b) => lineOf(a) - lineOf(b) || columnOf(a) - columnOf(b));
  const lines = placed.map(({ complaint, at }) => {
    const place = at ? `${file}:${at.line}:${at.column}` : file;
    return `${place}: ${complaintText(complaint)}`;
  });
  const more = lines.length - MOST_LINES;
  return new CliError(more > 0 ? [...lines.slice(0, MOST_LINES), `${file}: … and ${more} more`] : lines);
}

type Placed = { readonly at: ReturnType<ReturnType<typeof experimentPlaces>> };

const lineOf = ({ at }: Placed): number => at?.line ?? 0;
const columnOf = ({ at }: Placed): number => at?.column ?? 0;
