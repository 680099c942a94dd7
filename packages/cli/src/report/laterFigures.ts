import type { Figure } from '../figures/figure.ts';
import { figureVariants } from './figureMarkup.ts';
import { Html, html } from './html.ts';

/**
 * Places for figures in a page that is written before they are drawn: to draw takes much longer than to write, and something may
 * have to come in between.
 */
export class LaterFigures {
  private readonly drawings: (() => Html)[] = [];

  /** The figure's place. */
  place(figure: Figure, pair: boolean): Html {
    const places = figureVariants(figure, pair).map(draw => new Html(placeOf(this.drawings.push(draw) - 1)));
    return html`<figure>${places}</figure>`;
  }

  /**
   * The page with the figures drawn.
   *
   * @param between called before each is drawn; what it throws ends the drawing
   */
  async draw(page: string, between: () => Promise<void>): Promise<string> {
    const drawn: string[] = [];
    for (const draw of this.drawings) {
      await between();
      drawn.push(draw().text);
    }
    return page.replaceAll(PLACE, (_, index) => drawn[Number(index)]);
  }
}

/** No text of others is markup, so that none can look like a place. */
const placeOf = (index: number): string => `<!--figure ${index}-->`;
const PLACE = /<!--figure (\d+)-->/g;
