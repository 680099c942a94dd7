import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { FigureOptions } from '@gradscope/figures';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import decisionRegions from './plots/decisionRegions.ts';

type Plots = Record<string, (options: FigureOptions) => SVGSVGElement>;
const files = await Promise.all(
  readdirSync(new URL('plots', import.meta.url)).map(async file => {
    const name = file.replace('.ts', '');
    const { default: plots } = (await import(`./plots/${name}.ts`)) as { default: Plots };
    return [name, plots] as const;
  }),
);

const draw = (plot: Plots[string]): SVGSVGElement =>
  plot({ document: parseHTML('<html></html>').document as unknown as Document });

/** One element a line, coordinates to 2 decimals: what a reader of a diff can see, and the same on every engine. */
function normalise(svg: string): string {
  const rounded = (attribute: string) =>
    attribute.replace(/\d+\.\d{3,}/g, number => String(Number(Number(number).toFixed(2))));
  return `${svg.replace(/="[^"]*"/g, rounded).replaceAll('><', '>\n<')}\n`;
}

/** A snapshot is to be read in a diff, and to be kept. */
const mostBytes = 40_000;

describe.each(files)('%s', (file, plots) => {
  describe.each(Object.entries(plots))('%s', (name, plot) => {
    const figure = draw(plot);

    it('looks as in its snapshot of < 40 kB (UPDATE_SNAPSHOTS=1 rewrites it)', () => {
      const path = new URL(`snapshots/${file}-${name}.svg`, import.meta.url);
      const svg = normalise(figure.outerHTML);
      expect(svg.length).toBeLessThan(mostBytes);
      if (process.env.UPDATE_SNAPSHOTS || !(existsSync(path) || process.env.CI)) writeFileSync(path, svg);
      expect(svg).toBe(readFileSync(path, 'utf8'));
    });

    it('stands alone and says in words what it shows, with numbers', () => {
      const [title, description] = figure.children;
      expect(figure.getAttribute('xmlns')).toBe('http://www.w3.org/2000/svg');
      expect(figure.getAttribute('role')).toBe('img');
      expect([title?.localName, description?.localName]).toEqual(['title', 'desc']);
      expect(figure.getAttribute('aria-label')).toBe(title?.textContent);
      expect(description?.textContent).toMatch(/\d.*\d/);
    });

    it('has no coordinate that is not a number', () => {
      for (const node of figure.querySelectorAll('*')) {
        for (const { name, value } of node.attributes) {
          if (name !== 'aria-label') expect(value).not.toMatch(/NaN|Infinity|undefined/);
        }
      }
    });
  });
});

it('draws the same bytes twice in one process', () => {
  expect(draw(decisionRegions.threeClasses).outerHTML).toBe(draw(decisionRegions.threeClasses).outerHTML);
});
