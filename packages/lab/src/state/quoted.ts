const LONGEST = 40;

/** Text of an address as a complaint shows it: in quotes, on one line, not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
