import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goToStep, lossOf, openTool, saved, waitForStatus, withSite } from './labPage.ts';

/** The size of a PNG, and how many colours it has, by a browser. */
function lookAt(page: Page, png: Buffer) {
  return page.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer);
    return { width: picture.width, height: picture.height, colors: new Set(pixels).size };
  }, png.toString('base64'));
}

test('any figure is saved as SVG that stands alone, and as PNG with the same picture', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 100);
    await openTool(page, 'Share, export');
    const views = [
      'loss',
      'gradients',
      'regions',
      'layers',
      'heat',
      'ledger',
      'graph',
      'saturation',
      'updates',
    ];
    for (const view of views) {
      await page.getByLabel('Figure', { exact: true }).selectOption(view);
      const drawn = '.preview .figure svg, .preview canvas[aria-label*="step"]';
      await page.locator(drawn).first().waitFor();
      const svg = await saved(page, 'Save as SVG');
      expect(svg.name).toMatch(new RegExp(`^${view}(-1)?\\.svg$`));
      const text = svg.bytes.toString();
      expect(text, view).not.toContain('var(');
      const size = await page.evaluate(source => {
        const { documentElement: root } = new DOMParser().parseFromString(source, 'image/svg+xml');
        return [root.localName, Number(root.getAttribute('width')), root.querySelector('title')?.textContent];
      }, text);
      expect(size[0], view).toBe('svg');
      expect(size[2], view).toMatch(/\w{3}/);
      const png = await lookAt(page, (await saved(page, 'Save as PNG')).bytes);
      expect(png.width, view).toBeGreaterThanOrEqual(Number(size[1]));
      expect(png.height, view).toBeGreaterThan(100);
      expect(png.colors, view).toBeGreaterThan(10);
    }
  });
});

test('the shared link, fork included, gives the same losses', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 100);
    await page.getByLabel('Changes apply from this step on').check();
    await page.getByLabel('Step size', { exact: true }).fill('0.7');
    await page.getByLabel('Step size', { exact: true }).press('Enter');
    await page.getByText('Changed at step 100').waitFor();
    await goToStep(page, 250);
    const losses = [await lossOf(page, 'sigmoid'), await lossOf(page, 'relu')];
    await openTool(page, 'Share, export');
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    expect(await page.getByRole('button', { name: 'Save train_numpy.py' }).isDisabled()).toBe(true);
    await page.goto('about:blank');
    await page.goto(link);
    await waitForStatus(page, 'Paused at step 250.');
    expect([await lossOf(page, 'sigmoid'), await lossOf(page, 'relu')]).toEqual(losses);
  });
});

test('the link is copied', async () => {
  await withSite('lab.html', async page => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openTool(page, 'Share, export');
    await page.getByRole('button', { name: 'Copy: Link' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/lab.html');
  });
});

test('an embedded view stands alone, trains, and opens in the lab', async () => {
  await withSite('lab.html', async page => {
    await goToStep(page, 40);
    await openTool(page, 'Share, export');
    await page.getByLabel('Figure', { exact: true }).selectOption('gradients');
    const code = await page.getByLabel('Embed', { exact: true }).inputValue();
    // A page of the same site: from elsewhere a browser does not let a frame reach loopback.
    await page.goto(new URL('elsewhere', page.url()).href);
    await page.setContent(code);
    const frame = page.frameLocator('iframe');
    await frame.locator('.figure svg').waitFor();
    await frame.getByTestId('status').getByText('Paused at step 40.').waitFor();
    expect(await frame.locator('svg').count()).toBe(1);
    expect(await frame.locator('form, .transport').count()).toBe(0);
    await frame.getByRole('button', { name: 'Play' }).click();
    await frame.getByTestId('status').getByText('Training.').waitFor();
    await frame.getByRole('button', { name: 'Pause' }).click();
    const address = await frame.getByRole('link', { name: 'Open in lab' }).getAttribute('href');
    expect(address).toContain('/lab.html#step=');
    expect(address).not.toContain('embed');
  });
});

test('an unknown embedded view shows an error and the whole lab', async () => {
  await withSite('lab.html#embed=everything', async page => {
    expect(await page.locator('.complaints').textContent()).toContain(
      'link: embed: expected none or regions',
    );
    await waitForStatus(page, 'Ready to train.');
  });
});
