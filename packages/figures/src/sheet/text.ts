/** Widths in em of DejaVu Sans, the widest face a figure is likely to meet, by groups of like characters. */
const groups: readonly [characters: RegExp, em: number][] = [
  [/[ijlI.,:;'’| ⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀-₉]/u, 0.36],
  [/[frt()/·-]/u, 0.41],
  [/[mwMW%Σ−–—]/u, 0.92],
  [/[A-Z+=]/u, 0.72],
];

/** Approximate width of `text` in px; Node has no renderer to ask. */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const character of text) em += groups.find(([group]) => group.test(character))?.[1] ?? 0.61;
  return em * fontSize;
}

/** Share of a shortened text before the gap: the end of a path is more informative than its beginning. */
const HEAD_SHARE = 1 / 3;

/** `text` if it is not wider than `width` px, or else without its middle: `runs/a…version_0`. */
export function shortText(text: string, width: number, fontSize: number): string {
  const characters = [...text];
  if (textWidth(text, fontSize) <= width) return text;
  for (let kept = characters.length - 1; kept > 2; kept--) {
    const head = Math.floor(kept * HEAD_SHARE);
    const short = `${characters.slice(0, head).join('')}…${characters.slice(head - kept).join('')}`;
    if (textWidth(short, fontSize) <= width) return short;
  }
  return '…';
}

/** Breaks `text` at spaces into lines not wider than `width` px, a single longer word excepted. */
export function wrapText(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
