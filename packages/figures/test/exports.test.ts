import * as figures from '@gradscope/figures';
import { expect, it } from 'vitest';

it('exports these names', () => {
  expect(Object.keys(figures).sort()).toEqual([
    'activationCurves',
    'activationHistograms',
    'comparedFigures',
    'curveFit',
    'dataScatter',
    'decisionRegions',
    'diagnosisFigure',
    'gradientByLayer',
    'gradientHeatMap',
    'gradientHistogram',
    'gradientMagnitudes',
    'importedFigures',
    'importedMeasure',
    'ledgerSentence',
    'ledgerWaterfall',
    'lossCurves',
    'measures',
    'neuronHeatMap',
    'neuronStrip',
    'saturationCurves',
    'seedBands',
    'spectrum',
    'theoryLines',
    'trainabilityMap',
    'trainabilityMaps',
    'updateRatios',
  ]);
});
