/** A text as one word of a POSIX shell: unchanged if it has no special characters, else in single quotes. */
export function shellWord(text: string): string {
  if (/^[\w%+=:,./@-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path as an argument that cannot be mistaken for an option or for standard input. */
export const shellPath = (path: string): string => shellWord(path.startsWith('-') ? `./${path}` : path);
