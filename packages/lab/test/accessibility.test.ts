import { expect, test } from 'vitest';
import { goToStep, waitForStatus, withSite } from './labPage.ts';
import { expectNoViolations, rightmostEdge } from './pageChecks.ts';

const EVERY_VIEW =
  'open=loss.gradients.regions.layers.heat.ledger.graph.saturation.activations.updates.weights';

test('axe finds no violation in the lab with every view open, light and dark, and it does not overflow 375 px', async () => {
  await withSite(`lab.html#${EVERY_VIEW}`, async page => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    await waitForStatus(page, 'Ready to train.');
    await goToStep(page, 50);
    for (const button of await page.locator('.disclosure-button').all()) await button.click();
    await page.locator('.figure svg').first().waitFor();
    await expectNoViolations(page);
    await page.setViewportSize({ width: 375, height: 812 });
    await page.getByRole('button', { name: 'Change the experiment' }).click();
    await goToStep(page, 60);
    expect(await rightmostEdge(page)).toBeLessThanOrEqual(375);
  });
});

test('by keyboard alone: the third Tab reaches Play, Space plays, the focus can be seen', async () => {
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const stops = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['To the settings', 'To the pages and tools', '▶ Play']);
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
    await page.keyboard.press('Space');
    await waitForStatus(page, 'Training.');
  });
});

test('the skip link moves the focus, and training goes on', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 3);
    for (const [link, next] of [
      ['To the settings', 'Example'],
      ['To the pages and tools', './index.html'],
    ] as const) {
      await page.getByRole('link', { name: link }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      const focus = () => {
        const element = document.activeElement as HTMLSelectElement;
        return element.labels?.[0].textContent ?? element.getAttribute('href')!;
      };
      expect((await page.evaluate(focus)).startsWith(next)).toBe(true);
    }
    await waitForStatus(page, 'Paused at step 3.');
    expect(await page.locator('.complaints').count()).toBe(0);
  });
});

test('during training a screen reader hears at most one announcement every 5 s', async () => {
  await withSite('lab.html', async page => {
    await waitForStatus(page, 'Ready to train.');
    await page.getByRole('button', { name: 'Play' }).click();
    await waitForStatus(page, 'Training.');
    const times = await page.evaluate(
      () =>
        new Promise<number[]>(resolve => {
          const heard: number[] = [];
          const LIVE = 'output, [aria-live], [role=status], [role=alert], [role=log]';
          const observer = new MutationObserver(changes => {
            const isLive = ({ target }: MutationRecord) =>
              (target instanceof Element ? target : target.parentElement)?.closest(LIVE);
            if (changes.some(isLive)) heard.push(performance.now());
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          setTimeout(() => resolve(heard), 7000);
        }),
    );
    const gaps = times.slice(1).map((time, i) => time - times[i]);
    expect(Math.min(...gaps, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(4900);
  });
});

test('Escape leaves the full screen', async () => {
  await withSite('lab.html', async page => {
    await page.getByRole('button', { name: 'Loss and accuracy on the full screen' }).click();
    await page.locator('.view-full').waitFor();
    await page.locator('html.has-full-view').waitFor();
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab');
      const isOutside = () =>
        document.activeElement !== document.body && !document.activeElement!.closest('.view-full');
      expect(await page.evaluate(isOutside)).toBe(false);
    }
    await page.keyboard.press('Escape');
    await page.locator('.view-full').waitFor({ state: 'detached' });
  });
});
