import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NpyArray, readNpz } from '@gradscope/formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPage } from '../../../scripts/browser/withPage.ts';
import { parameterBits } from './parameterBits.ts';
import { type Ended, gradscope, temporaryFolder } from './runProgram.ts';

// The notebook, run once from the command line to its last step: what every test below looks at.

const folder = temporaryFolder();
const out = join(folder.path, 'notebook');
let ended: Ended;

beforeAll(async () => {
  ended = await gradscope(['reproduce', '--out', out]);
}, 600_000);
afterAll(folder.remove);

const fixture = (path: string) => readFileSync(new URL(path, import.meta.url));
const notebook = readNpz(fixture('../../core/test/fixtures/notebook.npz'));
const readRun = (name: string) => readNpz(readFileSync(join(out, `${name}.npz`)));

/** The largest relative difference of the given rows of `ours` to `theirs`. */
function relativeError(ours: NpyArray, theirs: NpyArray, rows: NpyArray): number {
  const columns = theirs.values.length / rows.values.length;
  return Math.max(
    ...Array.from(theirs.values, (value, at) => {
      const row = rows.values[Math.floor(at / columns)];
      return Math.abs(ours.values[row * columns + (at % columns)] / value - 1);
    }),
  );
}

describe('gradscope reproduce', () => {
  it("prints the notebook's lines to the last digit, and nothing before them", () => {
    expect(ended.code).toBe(0);
    expect(ended.stderr).toBe('');
    const lines = ended.stdout.split('\n');
    const expected = fixture('fixtures/notebookOutput.txt').toString().trimEnd().split('\n');
    expect(expected).toHaveLength(105);
    expect(lines.slice(0, expected.length)).toEqual(expected);
    expect(lines[expected.length]).toBe('');
    expect(lines[expected.length + 1]).toMatch(/^Trained in /);
  });

  describe.each(['sigmoid', 'relu'])('%s.npz', name => {
    it.each(['loss', 'grad_l1'])('has %s within 1e-10, relative, of NumPy at every stored step', series => {
      const steps = notebook[`${name}_step`];
      const error = relativeError(readRun(name)[series], notebook[`${name}_${series}`], steps);
      expect(steps.values.length).toBe(1000);
      expect(error).toBeLessThan(1e-10);
    });

    it.each(['W1', 'b1', 'W2', 'b2', 'W3', 'b3'])('has %s within 1e-9 of the largest', parameter => {
      const ours = readRun(name)[parameter];
      const theirs = notebook[`${name}_${parameter}`].values;
      const largest = Math.max(...Array.from(theirs, Math.abs));
      const differences = Array.from(theirs, (value, i) => Math.abs(value - ours.values[i]));
      expect(ours.values.length).toBe(theirs.length);
      expect(Math.max(...differences)).toBeLessThan(1e-9 * largest);
    });

    it('has, to the last bit, the parameters that the lab has', () => {
      const bits = JSON.parse(fixture('fixtures/notebookParameters.json').toString());
      expect(parameterBits(readRun(name))).toBe(bits[name]);
    });

    it('begins with the data and the weights of the notebook, within 1e-15', () => {
      const ours = readRun(name);
      expect(absoluteError(ours.X, notebook.X)).toBeLessThanOrEqual(1e-15);
      expect([...ours.y.values]).toEqual([...notebook.y.values]);
      for (const layer of [1, 2, 3]) {
        const weights = `init_W${layer}`;
        expect(absoluteError(ours[weights], notebook[`${name}_${weights}`])).toBeLessThanOrEqual(1e-15);
      }
    });

    it('has a row for each of the 50,000 steps, and its accuracy', () => {
      const ours = readRun(name);
      expect(ours.step.shape).toEqual([50_000]);
      expect(ours.grad_l1.shape).toEqual([50_000, 3]);
      const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
      const { accuracy } = record.networks.find((network: { name: string }) => network.name === name);
      expect(accuracy).toBeCloseTo(notebook[`${name}_accuracy`].values[0], 15);
    });
  });

  it('writes its figures as SVG and as PNG of twice that size, and nothing else', () => {
    expect(readdirSync(out).sort()).toEqual([
      'figures',
      'relu.npz',
      'report.html',
      'run.json',
      'sigmoid.npz',
    ]);
    const names = [
      'activations',
      'data',
      'gradients',
      'gradients-relu',
      'gradients-sigmoid',
      'loss',
      'notebook-heuristic',
      'notebook-heuristic-relu',
      'notebook-heuristic-sigmoid',
      'regions-relu',
      'regions-sigmoid',
    ];
    const files = names.flatMap(name => [`${name}.png`, `${name}.svg`]);
    expect(readdirSync(join(out, 'figures')).sort()).toEqual(files.sort());
    for (const name of names) {
      const svg = readFileSync(join(out, 'figures', `${name}.svg`), 'utf8');
      const png = readFileSync(join(out, 'figures', `${name}.png`));
      const [width, height] = ['width', 'height'].map(
        side => new RegExp(`^<svg [^>]* ${side}="(\\d+)"`).exec(svg)![1],
      );
      expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
    }
  });

  it('draws the decision regions around the data, which lie within ±1', () => {
    const svg = readFileSync(join(out, 'figures', 'regions-relu.svg'), 'utf8');
    const [, low, high] = /x₂ from −([\d.]+) to ([\d.]+)/.exec(svg)!;
    for (const end of [Number(low), Number(high)]) {
      expect(end).toBeGreaterThan(0.8);
      expect(end).toBeLessThan(1.3);
    }
  });
});

describe('report.html', () => {
  const report = () => readFileSync(join(out, 'report.html'), 'utf8');

  it('tells the story with the numbers of the run', () => {
    const text = report()
      .replaceAll(/<(svg|style)[\s\S]*?<\/\1>/g, '')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ');
    expect(text).toContain(
      'ReLU network first gets 90 % of the points right at step 929, the sigmoid network at step 18,142',
    );
    expect(text).toMatch(/sees a gradient of 3\.\d+ × 10⁻⁴ on average, 1\/123 of layer 3’s 0\.0[34]\d+\b/);
    expect(text).toContain('makes layer 2 look 13 times larger');
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it('refers to nothing outside itself', () => {
    const references = report().match(/https?:\/\/[^"'\s<]*/g) ?? [];
    expect([...new Set(references)]).toEqual(['http://www.w3.org/2000/svg']);
    expect(report()).not.toMatch(/<(script|link|img|iframe)\b|@import|src=/);
  });

  it('uses no identifier twice', () => {
    const ids = [...report().matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('fits screens of 375 and 1440 px, light and dark, and shows each figure once, in its theme', async () => {
    await withPage({ files: { '/index.html': report() } }, async page => {
      for (const width of [375, 1440]) {
        for (const theme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: theme });
          const shown = await page.evaluate(() => ({
            overflow: document.documentElement.scrollWidth - window.innerWidth,
            figures: [...document.querySelectorAll('figure')].map(figure =>
              [...figure.querySelectorAll('svg')]
                .filter(svg => svg.getBoundingClientRect().width > 0)
                .map(svg => svg.getAttribute('class')),
            ),
          }));
          const screen = `${theme}, ${width} px`;
          expect(shown.overflow, screen).toBeLessThanOrEqual(0);
          expect(shown.figures, screen).toHaveLength(9);
          for (const classes of shown.figures) {
            expect(classes, screen).toHaveLength(1);
            expect(classes[0], screen).toContain(theme);
          }
        }
      }
    });
  });
});

function absoluteError(ours: NpyArray, theirs: NpyArray): number {
  return Math.max(...Array.from(theirs.values, (value, i) => Math.abs(value - ours.values[i])));
}
