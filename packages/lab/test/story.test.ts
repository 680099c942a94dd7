import { expect, test } from 'vitest';
import { withSite } from './labPage.ts';
import { expectNoViolations, rightmostEdge } from './pageChecks.ts';
import { section, seeEveryFigure, watchFor } from './storyPage.ts';

test('has its sections in order, each with a way to the lab', async () => {
  const { ids, withoutLink } = await withSite('index.html', page =>
    page.evaluate(() => ({
      ids: Array.from(document.querySelectorAll('h2'), ({ id }) => id.replace('story-', '')),
      withoutLink: Array.from(document.querySelectorAll('.story-section'))
        .filter(one => !one.querySelector('a[href^="./lab.html"]'))
        .map(one => one.querySelector('h2')!.id),
    })),
  );
  expect(ids).toEqual(['data', 'activation', 'training', 'depth', 'ledger', 'remedies', 'time', 'next']);
  expect(withoutLink).toEqual([]);
});

test('every figure is drawn within 2 s of coming into sight, and nothing below it is moved by more than 4 px', async () => {
  await withSite('index.html', async page => {
    for (const figure of await page.locator('.story-figure').all()) {
      const place = async () => (await figure.boundingBox())!.height;
      const before = await place();
      await figure.scrollIntoViewIfNeeded();
      const drawn = figure.locator('.figure svg, canvas[aria-label*="step"], .slope-place').first();
      await drawn.waitFor({ timeout: 2000 });
      await page.waitForTimeout(300);
      expect((await place()) - before).toBeLessThanOrEqual(4);
    }
  });
});

test('the numbers of both networks are live, and stop when they are out of sight', async () => {
  await withSite('index.html', async page => {
    const training = section(page, 'training');
    await training.locator('.story-transport').scrollIntoViewIfNeeded();
    await training.locator('.story-figure').first().scrollIntoViewIfNeeded();
    const step = training.locator('.step-readout strong');
    await page.waitForFunction(() =>
      /\d/.test(document.querySelector('[data-testid=shares] .live')!.textContent),
    );
    const shares = training.getByTestId('shares').locator('li');
    expect(await shares.count()).toBe(2);
    expect(await shares.first().textContent()).toMatch(/the first layer of sigmoid hears \d.* of the signal/);
    expect(await training.getByTestId('first-layers').textContent()).toMatch(/relu/);
    await section(page, 'next').scrollIntoViewIfNeeded();
    await page.waitForTimeout(700);
    const left = await step.textContent();
    await page.waitForTimeout(500);
    expect(await step.textContent()).toBe(left);
    expect(Number(left!.replace(',', ''))).toBeGreaterThan(0);
  });
});

test('a unit’s input is dragged on the figure, and moved by keys', async () => {
  await withSite('index.html', async page => {
    const slider = page.getByRole('slider', { name: 'Input of the sigmoid unit' });
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await slider.getAttribute('aria-valuetext')).toBe('input -4, answer 0.018, slope 0.0177');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuenow')).toBe('-2.9');
    const { x, y, width, height } = (await slider.boundingBox())!;
    await page.mouse.move(x + 0.3 * width, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width - 1, y + height / 2);
    await page.mouse.up();
    expect(await slider.getAttribute('aria-valuenow')).toBe('4');
    const relu = page.getByRole('slider', { name: 'Input of the relu unit' });
    expect(await relu.getAttribute('aria-valuetext')).toBe('input 4, answer 4, slope 1');
  });
});

test('more layers leave less of the signal, as theory predicts within a factor of 10, and the ledger follows', async () => {
  await withSite('index.html', async page => {
    const depth = section(page, 'depth');
    const saysNotANumber = await watchFor(depth, 'not a number');
    await depth.locator('.story-figure').scrollIntoViewIfNeeded();
    const ratios = [];
    for (const layers of [2, 8, 20]) {
      await depth.getByLabel('Hidden layers', { exact: true }).fill(String(layers));
      await depth.getByLabel('Hidden layers', { exact: true }).press('Enter');
      const found = depth.getByTestId('depth-ratio').getByText(/‖δ\[1\]‖/);
      await found.filter({ hasText: new RegExp(`With ${layers} hidden .*predicts \\d`) }).waitFor();
      const [measured, predicted] = (
        await depth.getByTestId('depth-ratio').locator('strong').allTextContents()
      )
        .slice(1, 3)
        .map(numberOf);
      expect(Math.abs(Math.log10(measured / predicted))).toBeLessThan(1);
      ratios.push(measured);
      await page
        .getByTestId('ledger-sentence')
        .filter({ hasText: `of ${layers} hidden layers, layers ${layers}→1 lost 10⁻` })
        .waitFor();
    }
    expect(ratios[1] / ratios[0]).toBeLessThan(1e-3);
    expect(ratios[2] / ratios[1]).toBeLessThan(1e-6);
    expect(await saysNotANumber()).toBe(false);
  });
});

/** Reads `4.2 × 10⁻⁷` and `0.031`. */
function numberOf(text: string): number {
  const plain = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, digit => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit))).replace('⁻', '-');
  return Number(plain.replace(/\s×\s10/, 'e'));
}

test('remedies run beside the broken network, and what they did is measured: ReLU with He helps, Adam does not', async () => {
  await withSite('index.html', async page => {
    const remedies = section(page, 'remedies');
    await remedies.locator('.story-figure').first().scrollIntoViewIfNeeded();
    for (const [title, verdict] of [
      ['ReLU + He', 'helped'],
      ['Adam', 'made no difference'],
    ] as const) {
      await remedies.getByRole('button', { name: title, exact: true }).click();
      await remedies
        .getByRole('row', { name: new RegExp(`^${title.replace('+', '\\+')}.* ${verdict}$`) })
        .waitFor({ timeout: 30_000 });
      expect(await remedies.getByTestId('verdict').textContent()).toContain(
        `${title} ${verdict}: at step 1,990`,
      );
    }
    expect(await remedies.getByTestId('summary').textContent()).toBe(
      'Of 2 that were tried to the end, ReLU + He helped; Adam did not help.',
    );
  });
}, 90_000);

test('through time: small tanh weights whisper, an open gate does not; length and memory are the reader’s', async () => {
  await withSite('index.html', async page => {
    const time = section(page, 'time');
    const says = (text: RegExp) => time.getByText(text).waitFor();
    await time.locator('.story-figure').scrollIntoViewIfNeeded();
    await time.locator('.figure svg').waitFor();
    await says(
      /In tanh, .*6\.96.* half of it is lost every 3\.48 steps\. In LSTM, forget gate open, .* 1\.62 .* does not fade/,
    );
    await time.getByLabel('Second network').selectOption('lstm');
    await says(/In LSTM, forget bias 1, .* 0\.0134 .* every 12\.6 steps/);
    await time.locator('input.number').fill('20');
    await time.locator('input.number').press('Enter');
    await says(/that at step 20:/);
    await time.getByRole('button', { name: 'Train 100 steps' }).click();
    await time.locator('.step-readout').getByText('101').waitFor();
  });
});

test('a link opens its experiment here too; what is wrong with one is said', async () => {
  await withSite('index.html#run=nonsense', async page => {
    await page.getByText('link: run: expected a document in base64url').waitFor();
    await seeEveryFigure(page);
  });
});

test('another noise makes other data, is in the address, and opens the same', async () => {
  await withSite('index.html', async page => {
    const noise = page.getByLabel('Noise', { exact: true });
    await noise.fill('0.5');
    await noise.press('Enter');
    await page.waitForFunction(() => location.hash.startsWith('#run='));
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.field input.number')?.value === '0.5',
    );
  });
});

test('if the reader prefers reduced motion, nothing trains until asked to', async () => {
  await withSite('index.html', async page => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    await page.locator('canvas[aria-label*="step 0"]').first().waitFor();
    await page.waitForTimeout(500);
    const step = page.locator('.step-readout strong').first();
    expect(await step.textContent()).toBe('0');
    await page.getByRole('button', { name: 'Play: two networks at once' }).click();
    await page.waitForFunction(() => document.querySelector('.step-readout strong')!.textContent !== '0');
  });
});

test('axe finds no violation with every figure drawn, light and dark, and nothing overflows 375 px', async () => {
  await withSite('index.html', async page => {
    await seeEveryFigure(page);
    await expectNoViolations(page);
    await page.setViewportSize({ width: 375, height: 812 });
    await seeEveryFigure(page);
    expect(await rightmostEdge(page, '.visually-hidden, .trials')).toBeLessThanOrEqual(375);
  });
});
