import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { FigureOptions } from '@gradscope/figures';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import activationCurves from './plots/activationCurves.ts';
import activationHistograms from './plots/activationHistograms.ts';
import activationTangent from './plots/activationTangent.ts';
import curveFit from './plots/curveFit.ts';
import dataScatter from './plots/dataScatter.ts';
import decisionRegions from './plots/decisionRegions.ts';
import diagnosisFigure from './plots/diagnosisFigure.ts';
import gradientByLayer from './plots/gradientByLayer.ts';
import gradientHeatMap from './plots/gradientHeatMap.ts';
import gradientHistogram from './plots/gradientHistogram.ts';
import gradientMagnitudes from './plots/gradientMagnitudes.ts';
import ledgerWaterfall from './plots/ledgerWaterfall.ts';
import lossCurves from './plots/lossCurves.ts';
import networkGraph from './plots/networkGraph.ts';
import neuronHeatMap from './plots/neuronHeatMap.ts';
import neuronStrip from './plots/neuronStrip.ts';
import saturationCurves from './plots/saturationCurves.ts';
import seedBands from './plots/seedBands.ts';
import spectrum from './plots/spectrum.ts';
import trainabilityMap from './plots/trainabilityMap.ts';
import updateRatios from './plots/updateRatios.ts';
import weightMatrices from './plots/weightMatrices.ts';

type Plots = Record<string, (options: FigureOptions) => SVGSVGElement>;
const files: Record<string, Plots> = {
  activationCurves,
  activationHistograms,
  activationTangent,
  curveFit,
  dataScatter,
  decisionRegions,
  diagnosisFigure,
  gradientByLayer,
  gradientHeatMap,
  gradientHistogram,
  gradientMagnitudes,
  ledgerWaterfall,
  lossCurves,
  networkGraph,
  neuronHeatMap,
  neuronStrip,
  saturationCurves,
  seedBands,
  spectrum,
  trainabilityMap,
  updateRatios,
  weightMatrices,
};

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

describe.each(Object.entries(files))('%s', (file, plots) => {
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
