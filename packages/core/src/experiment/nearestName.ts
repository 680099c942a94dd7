import { SYNONYMS } from './otherWords.ts';

/** Shorter texts are close to, or a prefix of, too many names. */
const SHORTEST = 3;
/** A typing error is allowed for every so many letters, and one in a text of three. */
const LETTERS_AN_ERROR = 4;

/**
 * The name that was probably meant by `text`, which is none of `names`: the same except for capitals, `_` and
 * `-`; another program's word for it; one of which `text` is a prefix, or the other way round; or one that is
 * at most two typing errors away.
 */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const wanted = plain(text);
  const isSynonym = (name: string) => SYNONYMS[name]?.some(other => plain(other) === wanted) ?? false;
  return (
    names.find(name => plain(name) === wanted) ??
    names.find(isSynonym) ??
    names.find(name => beginsWith(plain(name), wanted) || beginsWith(wanted, plain(name))) ??
    closest(wanted, names)
  );
}

/** The end of a message about an unknown name: `; did you mean "relu"?`. Empty if no name is near. */
export function didYouMean(text: string, names: readonly string[]): string {
  const name = nearestName(text, names);
  return name === undefined ? '' : `; did you mean "${name}"?`;
}

/** A name in the form for comparison: without capitals, `_`, `-` and spaces. */
export const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]/g, '');

const beginsWith = (text: string, beginning: string): boolean =>
  beginning.length >= SHORTEST && text.startsWith(beginning);

function closest(wanted: string, names: readonly string[]): string | undefined {
  if (wanted.length < SHORTEST) return undefined;
  const most = Math.max(1, Math.floor(wanted.length / LETTERS_AN_ERROR));
  const near = names
    .map(name => ({ name, errors: typingErrors(wanted, plain(name), most) }))
    .filter(({ errors }) => errors <= most);
  return near.sort((a, b) => a.errors - b.errors)[0]?.name;
}

/**
 * Letters to add, leave out, replace or swap with the next to get from `a` to `b`; more than `most` if there
 * are too many.
 */
function typingErrors(a: string, b: string, most: number): number {
  // A text may be as long as a file: its rows are not worth filling.
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const [row, above, before] = [[i], rows[i - 1], rows[i - 2]];
    for (let j = 1; j <= b.length; j++) {
      const isSwap = before && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          above[j] + 1,
          row[j - 1] + 1,
          above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
          isSwap ? before[j - 2] + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
