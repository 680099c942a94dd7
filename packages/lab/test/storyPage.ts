import type { Locator, Page } from 'playwright-core';

/** A section of the story, by the end of its heading's id. */
export const section = (page: Page, name: string) =>
  page.locator('section', { has: page.locator(`#story-${name}`) });

/** Brings each figure into sight, and waits until it is drawn. */
export async function seeEveryFigure(page: Page): Promise<void> {
  for (const figure of await page.locator('.story-figure').all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.locator('.figure svg, canvas[aria-label*="step"], .slope-place').first().waitFor();
  }
}

/** Watches a part of the page from now on. @returns asks whether it has held a text, for however short a time */
export async function watchFor(part: Locator, text: string): Promise<() => Promise<boolean>> {
  await part.evaluate((element, wanted) => {
    const look = () => {
      if (element.textContent.includes(wanted)) element.setAttribute('data-has-held', wanted);
    };
    look();
    new MutationObserver(look).observe(element, { subtree: true, childList: true, characterData: true });
  }, text);
  return async () => (await part.getAttribute('data-has-held')) === text;
}
