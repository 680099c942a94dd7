import {
  activationCurves,
  activationHistograms,
  curveFit,
  dataScatter,
  decisionRegions,
  gradientByLayer,
  gradientHeatMap,
  gradientHistogram,
  gradientMagnitudes,
  ledgerWaterfall,
  lossCurves,
  networkGraph,
  neuronStrip,
  saturationCurves,
  seedBands,
  spectrum,
  trainabilityMap,
  trainabilityMaps,
  updateRatios,
} from '@gradscope/figures';
import { parseHTML } from 'linkedom';
import { describe, expect, it, test } from 'vitest';
import {
  everyStep,
  probedRun,
  syntheticCurve,
  syntheticRun,
  syntheticScores,
  syntheticSpiral,
} from './synthetic.ts';

const document = parseHTML('<html></html>').document as unknown as Document;
const run = syntheticRun('sigmoid', everyStep(100, 10), 3, () => 1);
const probed = probedRun('probed', {
  layers: 3,
  width: 4,
  steps: everyStep(100, 10),
  weights: 1,
  slope: 0.25,
});
const { data } = syntheticCurve(5);
const spiral = syntheticSpiral(5, 3);
const grid = syntheticScores(5, 3);

describe('what cannot be drawn is refused with the rule and the value', () => {
  it.each([
    ['no document', () => dataScatter(spiral), 'document: expected a Document'],
    [
      'a width of 10',
      () => dataScatter(spiral, { document, width: 10 }),
      'width: expected 240 … 4000 px, got 10',
    ],
    [
      'a NaN height',
      () => dataScatter(spiral, { document, height: Number.NaN }),
      'height: expected 160 … 4000 px, got NaN',
    ],
    ['no samples', () => dataScatter({ ...spiral, samples: 0 }, { document }), 'at least 1 sample, got 0'],
    [
      'one feature',
      () => dataScatter({ ...spiral, features: 1 }, { document }),
      'at least 2 features to draw, got 1',
    ],
    ['no activation', () => activationCurves([], { document }), 'at least one, got none'],
    ['no run', () => gradientMagnitudes([], { document }), 'got 0 runs with none'],
    ['a layer the run lacks', () => gradientMagnitudes([run], { document, layers: [9] }), 'a layer to draw'],
    [
      'a measure not recorded',
      () => gradientMagnitudes([run], { document, measure: 'grad_max' }),
      'got grad_max',
    ],
    ['no history', () => lossCurves([], { document }), 'got 0 runs with none'],
    [
      'scores of another grid',
      () => decisionRegions({ ...grid, classes: 2 }, spiral, { document }),
      'expected 50 scores, got 75',
    ],
    [
      'a heat map of what was not recorded',
      () => gradientHeatMap(run, { document, measure: 'delta_norm' }),
      'got delta_norm',
    ],
    ['no run by layer', () => gradientByLayer([], { document }), 'runs: expected at least one, got none'],
    [
      'a step not recorded',
      () => gradientByLayer([probed], { document, steps: [5] }),
      'step: expected one that run probed recorded (0 … 90), got 5',
    ],
    [
      'theory of another depth',
      () => gradientByLayer([probed], { document, theory: [[1, 2]] }),
      'theory: expected 3 values, one for each layer of probed, got 2',
    ],
    ['no ledger', () => ledgerWaterfall(run, { document }), 'got delta_norm'],
    [
      'a graph without gradients of its last layer',
      () => networkGraph({ ...run, step: 0, parameters: run.final, neurons: [] }, { document }),
      'gradients, one a unit, got 0',
    ],
    ['no neurons', () => neuronStrip(run, { document }), 'got grad_neuron'],
    ['no histogram', () => gradientHistogram(run, { document }), 'got grad_histogram'],
    ['nothing saturated or dead', () => saturationCurves([run], { document }), 'got 1 without either'],
    ['no updates', () => updateRatios([run], { document }), 'got update_ratio'],
    ['no spectrum', () => spectrum([run], { document, series: 'weight_sv' }), 'got weight_sv'],
    [
      'activations that are all NaN',
      () => activationHistograms([{ name: 'layer 1', values: [Number.NaN] }], { document }),
      'a finite value, got 1 layers without',
    ],
    [
      'two features',
      () => curveFit({ ...data, features: 2 }, [], { document }),
      'data: expected 1 feature, got 2',
    ],
    [
      'a prediction without values',
      () => curveFit(data, [{ name: 'a', x: [1], y: [] }], { document }),
      'predictions: expected a y for each x of a, got 1 and 0',
    ],
  ])('%s', (_, drawing, message) => {
    expect(drawing).toThrow(message);
  });
});

describe('a run that has recorded nothing yet', () => {
  const none = new Int32Array(0);
  const unprobed = probedRun('unborn', { layers: 3, width: 4, steps: none, weights: 1, slope: 1 });
  it.each([
    ['loss', lossCurves, run, syntheticRun('unborn', none, 3, () => 1)],
    ['gradient', gradientMagnitudes, run, syntheticRun('unborn', none, 3, () => 1)],
    ['update', updateRatios, probed, unprobed],
  ])(
    'has no %s among those of others, before or after them, and no figure alone',
    (_, figure, own, unborn) => {
      for (const runs of [
        [own, unborn],
        [unborn, own],
      ]) {
        const [, description] = figure(runs, { document }).children;
        expect(description.textContent).toContain('of unborn: nothing was recorded.');
      }
      expect(() => figure([unborn], { document })).toThrow('got 1 runs with none');
    },
  );
});

test('targets that are all one are said as they are, though the axis has room around them', () => {
  const flat = { ...data, targets: data.targets.map(() => 3) };
  const prediction = { name: 'net', x: [0, 1], y: [Number.NaN, Number.NaN] };
  const [, description] = curveFit(flat, [prediction], { document }).children;
  expect(description.textContent).toContain('targets from 3 to 3,');
  expect(description.textContent).toContain('within no finite value.');
});

describe('maps', () => {
  const x = { name: 'a', values: [1, 2], scale: 'log' } as const;
  const refused = (draw: () => unknown, message: string) => expect(draw).toThrow(new RangeError(message));

  it('that do not fit their axes, or have none', () => {
    refused(
      () => trainabilityMap({ x, y: x, cells: [] }, { document }),
      'map.cells: expected 4 for 2 × 2, got 0',
    );
    const zero = { ...x, values: [0, 1] };
    refused(
      () => trainabilityMap({ x: zero, y: x, cells: [] }, { document }),
      'map.x.values: expected numbers above 0 on a log scale, got 0',
    );
    const empty = { ...x, values: [] };
    refused(
      () => trainabilityMap({ x, y: empty, cells: [] }, { document }),
      'map.y.values: expected at least one value, got none',
    );
    refused(() => trainabilityMaps([], { document }), 'maps: expected at least one, got none');
  });

  it('bands that do not fit their axis', () => {
    refused(() => seedBands(x, [], { document }), 'series: expected at least one, got none');
    refused(
      () => seedBands(x, [{ name: 'tanh', cells: [[]] }], { document }),
      'series "tanh": expected 2 groups of cells, got 1',
    );
  });
});
