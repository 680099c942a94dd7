import { writeExperimentText } from '@gradscope/formats';
import { parseExperiment, prepare, Trainer } from 'gradscope';
import { beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../../../scripts/browser/withPage.ts';
import { outcomeFigures } from '../src/figures/outcomeFigures.ts';
import { reportPage } from '../src/report/reportPage.ts';
import { findingsOf } from '../src/training/findings.ts';

const FILE = "my 'own' nets/deep.yaml";
const experiment = parseExperiment({
  data: { kind: 'spiral', pointsPerClass: 10 },
  networks: [6, 7, 8, 9, 10].map(layers => ({
    name: `depth-${layers}`,
    hidden: { layers, width: 6 },
    activation: 'sigmoid',
    init: { kind: 'normal', std: 0.1 },
  })),
  training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, steps: 100 },
  record: { every: 10, probes: ['loss', 'gradient', 'activation'] },
});

/** In a style of its own, which the change keeps. */
const TEXT = `# mine\n${writeExperimentText(experiment)}`;
let page = '';
beforeAll(async () => {
  const runs = experiment.networks.map((_, index) => {
    const trainer = new Trainer(experiment, index);
    while (!trainer.done) trainer.advance(100);
    return { ...trainer.run(), seconds: 1 };
  });
  const { data } = prepare(experiment);
  const outcome = { experiment, table: undefined, data, runs, startedAt: new Date(0), seconds: 1 };
  const figures = outcomeFigures(outcome, false);
  const findings = await findingsOf(outcome);
  page = await reportPage(outcome, figures, { findings, file: FILE, text: TEXT, folder: 'out/deep' });
}, 120_000);

describe('the report on five networks', () => {
  it('shows the first change to try as lines of this file', () => {
    const next = /What is tried first for .*?<pre class="change">(.*?)<\/pre>/s.exec(page)![1];
    const lines = next.replaceAll('&quot;', '"').split('\n');
    const [gone, come] = ['-', '+'].map(sign => lines.filter(line => line.startsWith(`${sign} `)));
    expect(come.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(12);
    for (const line of gone) expect(TEXT.split('\n')).toContain(line.slice(2));
  });

  it('says the verdict on one screen, and folds the rest', async () => {
    const shown = await withPage({ files: { '/index.html': page } }, async browser => {
      await browser.setViewportSize({ width: 1440, height: 900 });
      return browser.evaluate(() => ({
        verdict: document.querySelector('.verdict')!.getBoundingClientRect().bottom,
        height: document.documentElement.scrollHeight,
        figures: [...document.querySelectorAll('figure')].filter(figure => figure.checkVisibility()).length,
      }));
    });
    expect(shown.verdict).toBeLessThanOrEqual(900);
    expect(shown.height).toBeLessThan(1600);
    expect(shown.figures).toBe(0);
  });

  it('unfolds what a link goes to, and everything on paper, without a script', async () => {
    const shown = await withPage({ files: { '/index.html': page } }, async browser => {
      const visible = () =>
        browser.evaluate(() =>
          [...document.querySelectorAll('details.section > div')].map(body =>
            body.checkVisibility() ? body.id : '',
          ),
        );
      await browser.click('.verdict a');
      const linked = await visible();
      await browser.emulateMedia({ media: 'print' });
      return { linked: linked.filter(id => id !== ''), printed: await visible() };
    });
    expect(shown.linked).toEqual(['section-what-is-wrong']);
    expect(shown.printed.length).toBeGreaterThan(4);
    expect(shown.printed).not.toContain('');
    expect(page).not.toContain('<script');
  });

  it('has commands for this file and this folder, quoted', () => {
    const commands = [...page.matchAll(/<pre>(npx[^<]*|python3[^<]*)<\/pre>/g)].map(([, command]) =>
      command.replaceAll('&#39;', "'").replaceAll('&quot;', '"'),
    );
    expect(commands).toContain(
      String.raw`npx gradscope diagnose 'my '\''own'\'' nets/deep.yaml' --fix 'my '\''own'\'' nets/deep-fixed.yaml'`,
    );
    expect(commands).toContain(
      `python3 -c 'import numpy; print(numpy.load("out/deep/depth-6.npz")["loss"])'`,
    );
    expect(page).not.toContain('examples/');
  });

  it('draws no figure of shares that are all 0, and says so', () => {
    expect(page).toContain('No unit was saturated at any recorded step.');
    expect(page).not.toContain('Saturated units:');
  });

  it('draws the heat maps of all networks with the same colours', () => {
    const scales = [...page.matchAll(/aria-label="Gradient of every layer: [^>]*>.*?<\/svg>/gs)].map(
      ([svg]) => [...svg.matchAll(/<rect[^>]*height="12"[^>]*fill="(#\w+)"/g)].map(([, fill]) => fill).join(),
    );
    expect(scales.length).toBeGreaterThan(4);
    expect(new Set(scales).size).toBe(1);
  });
});
