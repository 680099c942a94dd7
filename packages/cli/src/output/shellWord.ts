/** A text as one word of a POSIX shell: as it is where no sign in it means anything there, else in single quotes. */
export function shellWord(text: string): string {
  if (/^[\w%+=:,./@-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path as an argument: never taken for an option, or for standard input. */
export const shellPath = (path: string): string => shellWord(path.startsWith('-') ? `./${path}` : path);
