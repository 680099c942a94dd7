import { type Theme, themes } from './theme.ts';

/** The options of every figure. */
export interface FigureOptions {
  /** Creates the elements. Browsers need none; in Node pass one from linkedom. */
  readonly document?: Document;
  /** Width of the whole figure in px, 240 … 4000. The figure reflows to it. Default 720. */
  readonly width?: number;
  /** Height of the whole figure in px, at least 160. By default it follows from the width. */
  readonly height?: number;
  /**
   * `'light'` (default) or `'dark'`: colours are written out, so that renderers without CSS draw them too.
   */
  readonly theme?: keyof typeof themes;
  /** Leaves out the written title, if the page already has it. */
  readonly untitled?: boolean;
}

/** The options of figures that may appear beside others of the same kind. */
export interface SpanOptions {
  /** The smallest and largest value that the scale must also span, so that several figures share one. */
  readonly span?: readonly [low: number, high: number];
}

/** {@link FigureOptions} with every default filled in. */
export interface Settings {
  readonly document: Document;
  readonly width: number;
  readonly height: number | undefined;
  readonly theme: Theme;
  readonly untitled: boolean;
  /** Size of labels in px; it grows a little with the width. */
  readonly fontSize: number;
}

const fontSizeAt = (width: number): number => (width < 480 ? 11 : width < 1100 ? 12 : 14);

/**
 * Fills in the defaults.
 *
 * @throws TypeError without a document; RangeError when a size is out of range or a theme is unknown.
 */
export function resolveOptions(options: FigureOptions): Settings {
  const { width = 720, height, theme = 'light', untitled = false } = options;
  const document = options.document ?? globalThis.document;
  if (!document)
    throw new TypeError('document: expected a Document, got none; in Node pass one of linkedom’s');
  if (!(width >= 240 && width <= 4000)) throw new RangeError(`width: expected 240 … 4000 px, got ${width}`);
  if (height !== undefined && !(height >= 160 && height <= 4000)) {
    throw new RangeError(`height: expected 160 … 4000 px, got ${height}`);
  }
  if (!Object.hasOwn(themes, theme)) throw new RangeError(`theme: expected light or dark, got ${theme}`);
  return { document, width, height, theme: themes[theme], untitled, fontSize: fontSizeAt(width) };
}
