import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The violations that axe finds in a page's present state: the rule, and the element. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = (await Reflect.get(window, 'axe').run()) as AxeResults;
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  });
}

/**
 * Expects that axe finds no violation, in the light theme, then in the dark one: the page draws its figures anew meanwhile, so it is
 * asked until they are there.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => axeViolations(page), { message: colorScheme, timeout: 20_000 }).toEqual([]);
  }
}

/** How far to the right the content reaches, in px, what scrolls or clips by itself (figures, `others`) left aside. */
export function rightmostEdge(page: Page, others = '.visually-hidden'): Promise<number> {
  return page.evaluate(clipped => {
    const edges = Array.from(document.querySelectorAll('main *'), element =>
      Math.floor(element.closest(`.figure, ${clipped}`) ? 0 : element.getBoundingClientRect().right),
    );
    return Math.max(document.documentElement.scrollWidth, ...edges);
  }, others);
}
