import type { FigureOptions } from '@gradscope/figures';
import type { Figure } from '../figures/figure.ts';
import { svgDocument } from '../render/svgDocument.ts';
import { svgText } from '../render/svgText.ts';
import { Html, html } from './html.ts';

/** Widths in px: of the text column, and of a telephone's. */
const WIDE = 720;
const NARROW = 343;

/**
 * A figure inlined for each theme, and for wide and narrow screens: the page's style shows the one that fits.
 *
 * @param pair whether it is one of two side by side: then only the narrow one is needed
 */
export function figureMarkup(figure: Figure, pair = false): Html {
  return html`<figure>${figureVariants(figure, pair).map(draw => draw())}</figure>`;
}

/** Draws what {@link figureMarkup} inlines, one by one. */
export function figureVariants({ draw }: Figure, pair = false): (() => Html)[] {
  const widths = pair
    ? [['wide narrow', NARROW] as const]
    : ([
        ['wide', WIDE],
        ['narrow', NARROW],
      ] as const);
  return widths.flatMap(([screen, width]) =>
    (['light', 'dark'] as const).map(theme => () => inline(draw, `${theme} ${screen}`, { theme, width })),
  );
}

function inline(draw: Figure['draw'], classes: string, options: FigureOptions): Html {
  const svg = draw({ ...options, document: svgDocument() });
  svg.setAttribute('class', classes);
  // The same figure in another size has the same identifiers, and a shown figure must not refer to a hidden
  // one.
  const suffix = classes.replaceAll(' ', '-');
  return new Html(svgText(svg).replaceAll(/(\bid="|url\(#)([^")]+)/g, `$1$2-${suffix}`));
}
