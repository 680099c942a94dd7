import {
  classColors,
  dataScatter,
  decisionRegions,
  ledgerWaterfall,
  lossCurves,
  saturationCurves,
  saturationKind,
  trainabilityMap,
} from '@gradscope/figures';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import diagnosisPlots from './plots/diagnosisFigure.ts';
import { everyStep, probedRun, syntheticMap, syntheticScores, syntheticSpiral } from './synthetic.ts';

const document = parseHTML('<html></html>').document as unknown as Document;
const texts = (svg: SVGSVGElement) => [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
const settings = { width: 5, steps: everyStep(2000, 10), weights: 0.72, slope: 0.24 };

it('a loss curve names the last recorded step', () => {
  const run = probedRun('net', { ...settings, layers: 3 });
  for (const width of [343, 720]) expect(texts(lossCurves([run], { document, width }))).toContain('1,990');
});

describe('the ledger', () => {
  /** Widths of the bars of all parts. */
  const widths = (layers: number, width: number) => {
    const run = probedRun('net', { ...settings, steps: everyStep(20, 10), layers: layers + 1 });
    const paths = ledgerWaterfall(run, { document, width, step: 0 }).querySelectorAll(
      '[aria-label="bars"] path',
    );
    return [...paths].flatMap(path =>
      [...path.getAttribute('d')!.matchAll(/M([\d.]+),[\d.]+H([\d.]+)V/g)].map(
        ([, left, right]) => Number(right) - Number(left),
      ),
    );
  };

  it.each([
    [20, 343],
    [20, 720],
    [45, 720],
  ])('of %d layers at %d px has two bars for each layer', (layers, width) => {
    expect(widths(layers, width)).toHaveLength(2 * layers);
  });

  it.each([100, 101, 200])('of %d layers has bars as wide as the layers they sum up', layers => {
    const all = widths(layers, 720);
    const others = all.filter(bar => Math.abs(bar - all[0]) > 0.03);
    if (layers % 100 === 0) expect(others).toEqual([]);
    else {
      // One layer is left over: a band of two has twice its width.
      expect(others).toHaveLength(2);
      for (const bar of others) expect(bar / all[0]).toBeCloseTo(1 / 2, 1);
    }
  });
});

it('marked layers have a bar of a few px, not a field over the whole height', () => {
  const svg = diagnosisPlots.ofOneLayerNarrow({ document });
  const heights = [...svg.querySelectorAll('[aria-label="rect"] rect')].map(bar =>
    Number(bar.getAttribute('height')),
  );
  expect(heights).toHaveLength(1);
  expect(heights[0]).toBeCloseTo(7, 6);
});

describe('points and regions', () => {
  const spiral = syntheticSpiral(25, 3);
  const scores = syntheticScores(40, 3);
  const far = { ...scores, x: scores.x.map(x => 4 * x), y: scores.y.map(y => 4 * y) };
  const svg = decisionRegions(far, spiral, { document, width: 480 });

  it('a grid far beyond the data is cut to what frames them', () => {
    expect(texts(svg)).toEqual(expect.arrayContaining(['−1', '1']));
    expect(texts(svg)).not.toContain('4');
  });

  it('no point has the colour of a region', () => {
    const colours = (label: string) =>
      new Set(
        [...svg.querySelectorAll(`[aria-label="${label}"] *`)].flatMap(
          node => node.getAttribute('fill') ?? [],
        ),
      );
    const [points, regions] = [colours('dot'), colours('contour')];
    expect(points.size).toBe(3);
    for (const colour of points) expect(regions.has(colour)).toBe(false);
  });

  it('the data and the regions have one palette', () => {
    const key = (figure: SVGSVGElement) =>
      [...figure.querySelectorAll('[aria-label="key"] circle')].map(dot => dot.getAttribute('fill'));
    expect(key(svg)).toEqual(classColors(3));
    expect(key(dataScatter(spiral, { document }))).toEqual(classColors(3));
  });
});

describe('shares that are 0 throughout', () => {
  const run = probedRun('net', { ...settings, layers: 4 });
  const none = (...names: ('saturated' | 'dead')[]) => {
    const series = { ...run.history.series };
    for (const name of names) series[name] = { ...series[name]!, values: series[name]!.values.map(() => 0) };
    return [{ ...run, history: { ...run.history, series } }];
  };

  it('are said in a sentence, and have no panel', () => {
    const svg = saturationCurves(none('dead'), { document });
    expect(svg.getAttribute('aria-label')).toBe('Saturated units: net');
    expect(texts(svg).join(' ')).toContain('No unit was dead at any recorded step.');
    expect(texts(svg).join(' ')).not.toContain('share of units dead');
  });

  it('leave nothing to draw where that is all', () => {
    const [some, all] = [none('dead'), none('saturated', 'dead')];
    for (const runs of [[run], some]) {
      expect([saturationKind.pick(runs), saturationKind.prose(runs)]).toEqual([runs, []]);
    }
    expect(saturationKind.pick(all)).toEqual([]);
    expect(saturationKind.prose(all)).toEqual([
      'No unit was saturated at any recorded step.',
      'No unit was dead at any recorded step.',
    ]);
  });
});

it('a map of accuracies starts at chance, and names it', () => {
  const axis = (name: string) => ({ name, values: [1, 2, 3], scale: 'list' }) as const;
  const map = syntheticMap({ x: axis('a'), y: axis('b') }, () => 1);
  const options = { document, measure: 'accuracy' } as const;
  expect(texts(trainabilityMap(map, { ...options, chance: 0.5 }))).toContain('chance 0.5');
  expect(texts(trainabilityMap(map, { ...options, chance: 0.5 }))).not.toContain('0');
  expect(texts(trainabilityMap(map, options))).toContain('0');
});
