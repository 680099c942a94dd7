/** Python code of these lines without the missing ones; each may be several lines. */
export function lines(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(part => part !== false && part !== undefined).join('\n');
}

/** The code, `steps` blocks further in. */
export function indented(code: string, steps = 1): string {
  return code.replaceAll(/^(?=.)/gm, '    '.repeat(steps));
}

/** `NAME = value`, a line for each. */
export function constants(values: Readonly<Record<string, number | string | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
}

/** Writes equal consecutive lines as one: `*[line for _ in range(3)]`. Each is an entry of a list. */
export function repeated(entries: readonly string[]): string[] {
  const groups: { readonly entry: string; count: number }[] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.entry === entry) last.count++;
    else groups.push({ entry, count: 1 });
  }
  return groups.map(({ entry, count }) => (count === 1 ? entry : `*[${entry} for _ in range(${count})]`));
}

/** A name of ours as Python writes it: `leaky_relu`. */
export const pythonName = (name: string): string =>
  name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

const LONGEST_LINE = 100;

/** `name(a, b)`; an argument a line if it is long or one of them is several lines. */
export function call(name: string, given: readonly (string | false | undefined)[]): string {
  return bracketed(`${name}(`, given, ')');
}

/** `[a, b]` */
export function list(entries: readonly string[]): string {
  return bracketed('[', repeated(entries), ']');
}

function bracketed(open: string, given: readonly (string | false | undefined)[], close: string): string {
  const parts = given.filter(part => part !== false && part !== undefined);
  const line = `${open}${parts.join(', ')}${close}`;
  if (line.length <= LONGEST_LINE && !line.includes('\n')) return line;
  return `${open}\n${parts.map(part => `${indented(part)},\n`).join('')}${close}`;
}
