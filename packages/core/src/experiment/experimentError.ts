/** One fault in an experiment document. */
export interface Complaint {
  /** Keys and list indices, from the outside in; empty for the document itself. */
  readonly path: readonly PropertyKey[];
  /** The key of the mapping at `path` that does not belong there. */
  readonly key?: string | undefined;
  /** `expected <rule>, got <value>`, with a hint if one is known. */
  readonly says: string;
}

/** Nobody reads more lines than this about one file at once. */
const MOST_LINES = 20;

/** An experiment that cannot be: each line of the message names the place, the rule and the value of one complaint. */
export class ExperimentError extends RangeError {
  override readonly name = 'ExperimentError';
  /** All faults of the document, in the order of its rules. */
  readonly complaints: readonly Complaint[];

  /** @param wrong `path: expected <rule>, got <value>`; or all that is wrong, at least one thing */
  constructor(wrong: string | readonly Complaint[]) {
    super(typeof wrong === 'string' ? wrong : linesOf(wrong));
    this.complaints = typeof wrong === 'string' ? [complaintOf(wrong)] : wrong;
  }
}

/** `path: expected <rule>, got <value>` */
export function complaintText({ path, says }: Complaint): string {
  return `${pathText(path) || 'experiment'}: ${says}`;
}

const PLACE = /^((?:[\w$-]|\.|\[\d+\])+): (.*)$/s;

/** Splits a line; if it names no place, all of it is about the document. */
export function complaintOf(line: string): Complaint {
  const [, place, says] = PLACE.exec(line) ?? [];
  if (place === undefined || says === undefined) return { path: [], says: line };
  const steps = place === 'experiment' ? [] : place.split(/[.[\]]+/).filter(Boolean);
  return { path: steps.map(step => (/^\d+$/.test(step) ? Number(step) : step)), says };
}

function linesOf(complaints: readonly Complaint[]): string {
  const lines = complaints.slice(0, MOST_LINES).map(complaintText);
  const more = complaints.length - lines.length;
  return (more > 0 ? [...lines, `… and ${more} more`] : lines).join('\n');
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, '');
}
