import { expect, it } from 'vitest';
import type { Figure } from '../figures/figure.ts';
import { html } from './html.ts';
import { LaterFigures } from './laterFigures.ts';

/** A figure that says how often one was drawn so far. */
function counting(): { readonly figure: Figure; readonly drawn: () => number } {
  let count = 0;
  const draw = ({ document }: { document: Document }) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('id', `figure-${count++}`);
    return svg;
  };
  return { figure: { name: 'a', draw } as unknown as Figure, drawn: () => count };
}

it('a page has its figures in their places, each drawn after a pause', async () => {
  const [{ figure, drawn }, later] = [counting(), new LaterFigures()];
  const page = html`<p>${'<!--figure 0-->'}</p>${later.place(figure, false)}<p>${later.place(figure, true)}</p>`;
  expect(drawn()).toBe(0);
  let pauses = 0;
  const text = await later.draw(page.text, async () => {
    expect(drawn()).toBe(pauses++);
  });
  expect(text.match(/id="figure-\d/g)).toEqual([0, 1, 2, 3, 4, 5].map(i => `id="figure-${i}`));
  expect(text).toContain('<p>&lt;!--figure 0--&gt;</p>');
  expect(text).not.toContain('<!--figure');
});

it('an error thrown by the pause ends the drawing', async () => {
  const [{ figure, drawn }, later] = [counting(), new LaterFigures()];
  const { text } = later.place(figure, false);
  const between = async () => {
    if (drawn() === 2) throw new Error('stop');
  };
  await expect(later.draw(text, between)).rejects.toThrow('stop');
  expect(drawn()).toBe(2);
});
