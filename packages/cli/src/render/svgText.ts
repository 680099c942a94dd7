import { shownLines } from 'gradscope';

/** A figure as SVG. Names in it are of others: XML forbids most of what {@link shownLines} escapes. */
export function svgText(figure: { readonly outerHTML: string }): string {
  return shownLines(figure.outerHTML);
}
