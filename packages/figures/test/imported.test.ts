import { comparedFigures, type ImportedFigure, importedFigures, lossCurves } from '@gradscope/figures';
import { deriveSeries, type ImportedRun, LEDGER_SERIES, mergeColumns, recordedAt } from 'gradscope';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { everyStep, syntheticRun } from './synthetic.ts';

const STEPS = everyStep(100, 10);
const LAYERS = ['stem', 'body.0', 'body.1', 'head'];

/** A series of all layers, but for one layer that was logged only at the end. */
const logged = (value: (step: number, l: number) => number) =>
  mergeColumns(
    LAYERS.map((_, l) => {
      const step = [...STEPS].slice(l === 1 ? 5 : 0);
      return { step, value: step.map(at => value(at, l)) };
    }),
  );
const whole = (value: (step: number, l: number) => number) =>
  mergeColumns(LAYERS.map((_, l) => ({ step: STEPS, value: [...STEPS].map(at => value(at, l)) })));

function importedRun(name: string, more: ImportedRun['series'] = {}): ImportedRun {
  const layers = LAYERS.map(layer => ({
    name: layer,
    fanIn: null,
    fanOut: null,
    size: 100,
    activation: null,
  }));
  const loss = mergeColumns([
    { step: everyStep(100, 1), value: [...everyStep(100, 1)].map(step => 1 / (1 + step)) },
  ]);
  const series = { loss, grad_l1: logged((step, l) => 10 ** (l - 4) / (1 + step)), ...more };
  return { name, layers, series: deriveSeries(series, layers) };
}

const document = parseHTML('<html></html>').document as unknown as Document;
const draw = (figures: readonly ImportedFigure[]) =>
  figures.map(({ name, draw }) => [name, draw({ document }).outerHTML] as const);

const all = importedRun('all', {
  delta_norm: whole((_, l) => 10 ** (l - 4)),
  input_delta_norm: whole((_, l) => 2 * 10 ** (l - 4)),
  update_ratio: logged((step, l) => (1 + l) / (1000 + step)),
  saturated: logged((_, l) => l / 10),
  accuracy: mergeColumns([{ step: [0, 90], value: [0.3, 0.9] }]),
});

it('of a run made elsewhere every quantity is drawn that was logged, and nothing else', () => {
  expect(importedFigures(all).map(({ name }) => name)).toEqual([
    'loss',
    'gradients',
    'heat',
    'signal',
    'ledger',
    'saturation',
    'updates',
  ]);
  expect(importedFigures(importedRun('some')).map(({ name }) => name)).toEqual([
    'loss',
    'gradients',
    'heat',
    'signal',
  ]);
  expect(importedFigures({ name: 'none', layers: [], series: {} })).toEqual([]);
});

it('partly logged series are drawn without a coordinate that is no number', () => {
  for (const [name, svg] of draw(importedFigures(all))) {
    const coordinates = svg.replaceAll(/aria-label="[^"]*"|>[^<]*</g, '');
    expect(coordinates, name).not.toMatch(/NaN|Infinity|undefined/);
  }
});

it('a run without an accuracy stands beside one with it, and beside one of ours', () => {
  const [loss, gradients] = draw(comparedFigures([importedRun('a'), all]));
  expect(loss[1]).toContain('Accuracy of all');
  expect(loss[1]).not.toContain('Accuracy of a:');
  expect(gradients[1]).toContain('Gradient magnitudes: a and all');
  const ours = syntheticRun('ours', STEPS, 3, step => 1 / (1 + step));
  const both = lossCurves([ours, recordedAt(importedRun('theirs'), 'grad_l1')], { document });
  expect(both.outerHTML).toContain('Loss of theirs');
});

it('what the output layer has none of is neither drawn nor told as broken', () => {
  const ofHidden = (value: number) => whole((_, l) => (l === 3 ? Number.NaN : value));
  const ledger = LEDGER_SERIES.map(name => [name, ofHidden(name === 'ledger_weights' ? 0.5 : 1)] as const);
  const run = importedRun('npz', {
    delta_norm: whole((_, l) => 10 ** (l - 4)),
    ...Object.fromEntries(ledger),
    saturated: ofHidden(0.2),
    dead: ofHidden(0),
  });
  const drawn = new Map(draw(importedFigures(run)));
  expect(drawn.get('saturation')).not.toContain('NaN');
  expect(drawn.get('saturation')).toContain('>body.1<');
  expect(drawn.get('saturation')).not.toContain('>head<');
  expect(drawn.get('ledger')).toContain('weights 10');
  expect(drawn.get('ledger')).not.toContain('dropout');
});
