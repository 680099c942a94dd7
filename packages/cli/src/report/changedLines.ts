/** More lines than this between the first and the last change are another text. */
const MOST_LINES = 300;

/**
 * The lines that differ between two texts: `- ` for a removed line, `+ ` for an added one, and the line
 * before each change. Undefined if nothing differs, or too much.
 */
export function changedLines(before: string, after: string): string | undefined {
  const [was, is] = [before.split('\n'), after.split('\n')];
  let [first, last] = [0, 0];
  const shorter = Math.min(was.length, is.length);
  while (first < shorter && was[first] === is[first]) first++;
  while (last < shorter - first && was.at(-1 - last) === is.at(-1 - last)) last++;
  const [gone, come] = [was, is].map(lines => lines.slice(first, lines.length - last)) as [
    string[],
    string[],
  ];
  if (gone.length + come.length === 0 || gone.length + come.length > MOST_LINES) return undefined;
  const lines = merged(gone, come);
  const shown = lines.filter(({ sign }, i) => sign !== ' ' || (lines[i + 1]?.sign ?? ' ') !== ' ');
  const context = first > 0 ? [`  ${was[first - 1]}`] : [];
  return [...context, ...shown.map(({ sign, line }) => `${sign} ${line}`)].join('\n');
}

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** Both texts as one, with as many lines in common as there can be. */
function merged(was: readonly string[], is: readonly string[]): Line[] {
  // common[i][j]: the most lines that was[i…] and is[j…] have in common.
  const common = Array.from({ length: was.length + 1 }, () => new Int32Array(is.length + 1));
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--) {
      common[i][j] =
        was[i] === is[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      lines.push({ sign: ' ', line: was[i++] });
      j++;
    } else if (i < was.length && (j === is.length || common[i + 1][j] >= common[i][j + 1])) {
      lines.push({ sign: '-', line: was[i++] });
    } else lines.push({ sign: '+', line: is[j++] });
  }
  return lines;
}
