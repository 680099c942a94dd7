const LONGEST = 40;

/** Text of an address for an error message: quoted, on one line, shortened. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
