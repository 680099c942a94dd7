export { type ActivationCurve, type ActivationCurvesOptions, activationCurves } from './activationCurves.ts';
export {
  type ActivationHistogramsOptions,
  activationHistograms,
  type LayerValues,
} from './activationHistograms.ts';
export {
  type ActivationTangentOptions,
  activationTangent,
  type InputScale,
  inputScale,
} from './activationTangent.ts';
export { curveFit, type Prediction } from './curveFit.ts';
export { dataScatter } from './dataScatter.ts';
export { type DecisionRegionsOptions, decisionRegions, type ScoreGrid } from './decisionRegions.ts';
export { type Diagnosed, diagnosisFigure } from './diagnosisFigure.ts';
export { type GradientByLayerOptions, gradientByLayer, type StartBand } from './gradientByLayer.ts';
export { type GradientHeatMapOptions, gradientHeatMap } from './gradientHeatMap.ts';
export { type GradientHistogramOptions, gradientHistogram } from './gradientHistogram.ts';
export { type GradientMagnitudesOptions, gradientMagnitudes } from './gradientMagnitudes.ts';
export type { GraphNetwork } from './graphLayout.ts';
export {
  comparedFigures,
  type ImportedFigure,
  importedFigures,
  importedMeasure,
  type TitledFigure,
} from './importedFigures.ts';
export { ledgerSentence } from './ledgerSentence.ts';
export { type LedgerWaterfallOptions, ledgerWaterfall } from './ledgerWaterfall.ts';
export { type LossCurvesOptions, lossCurves } from './lossCurves.ts';
export { axisValueText } from './mapAxes.ts';
export {
  type MapAxis,
  type MapCell,
  type MapMeasureName,
  mapMeasures,
  type TrainabilityMap,
} from './mapData.ts';
export type { MapLine } from './mapPanel.ts';
export { type Measure, type MeasureName, measures } from './measures.ts';
export { type NetworkGraphOptions, networkGraph } from './networkGraph.ts';
export { neuronHeatMap } from './neuronHeatMap.ts';
export { type NeuronStripOptions, neuronStrip } from './neuronStrip.ts';
export { notebookFigures } from './notebookFigures.ts';
export type { FigureOptions } from './options.ts';
export { orderedAxis, valueText } from './orderedAxis.ts';
export { classColors, networkColors } from './palette.ts';
export { type Plane, planeAround } from './planePanel.ts';
export { describeRegions, paintRegions, type Regions } from './regionCanvas.ts';
export { saturationAbsences, saturationCurves } from './saturationCurves.ts';
export { type SeedBandsOptions, type SeedSeries, seedBands } from './seedBands.ts';
export { type SpectrumOptions, spectrum } from './spectrum.ts';
export { sweepChance } from './sweepChance.ts';
export {
  firstView,
  othersText,
  runsOf,
  type SweepMap,
  type SweepView,
  sweepBands,
  sweepMaps,
} from './sweepMap.ts';
export { hasTheory, sweepTheory } from './sweepTheory.ts';
export { theoryLines } from './theoryLines.ts';
export {
  type NamedMap,
  type TrainabilityMapOptions,
  trainabilityMap,
  trainabilityMaps,
} from './trainabilityMap.ts';
export { describeUnits, largestValue, paintUnits, type UnitValues, unitAt } from './unitCanvas.ts';
export { updateRatios } from './updateRatios.ts';
export { type WeightMatricesOptions, weightMatrices } from './weightMatrices.ts';
