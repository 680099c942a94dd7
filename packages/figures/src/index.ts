export {
  type ActivationCurve,
  type ActivationCurvesOptions,
  activationCurves,
  activationsOf,
} from './activationCurves.ts';
export { type ActivationHistogramsOptions, activationHistograms } from './activationHistograms.ts';
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
export { evenly, extentOf } from './extent.ts';
export {
  type GradientByLayerOptions,
  gradientByLayer,
  type StartBand,
  signalKind,
  startOptions,
} from './gradientByLayer.ts';
export { type GradientHeatMapOptions, gradientHeatMap, heatKind } from './gradientHeatMap.ts';
export { type GradientHistogramOptions, gradientHistogram } from './gradientHistogram.ts';
export { type GradientMagnitudesOptions, gradientMagnitudes, gradientsKind } from './gradientMagnitudes.ts';
export type { GraphNetwork } from './graphLayout.ts';
export { sharedSpan } from './heatFigure.ts';
export { type FigureKind, type FigureSource, type LayerValues, recordedAny } from './kinds/figureKind.ts';
export { type FigureName, figureKinds } from './kinds/figureKinds.ts';
export { type Figure, figuresOf, type NamedFigure } from './kinds/figuresOf.ts';
export {
  comparedFigures,
  type ImportedFigure,
  importedFigures,
  importedMeasure,
} from './kinds/importedFigures.ts';
export { notebookFigures } from './kinds/notebookFigures.ts';
export { recordKinds } from './kinds/recordKinds.ts';
export { ledgerSentence } from './ledgerSentence.ts';
export { type LedgerWaterfallOptions, ledgerKind, ledgerWaterfall } from './ledgerWaterfall.ts';
export { type LossCurvesOptions, lossCurves, lossKind } from './lossCurves.ts';
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
export type { FigureOptions } from './options.ts';
export { orderedAxis, valueText } from './orderedAxis.ts';
export { classColors, networkColors } from './palette.ts';
export { type Plane, planeAround } from './planePanel.ts';
export { beginning } from './recorded.ts';
export { describeRegions, paintRegions, type Regions } from './regionCanvas.ts';
export { saturationCurves, saturationKind } from './saturationCurves.ts';
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
export { updateRatios, updatesKind } from './updateRatios.ts';
export { type WeightMatricesOptions, weightMatrices } from './weightMatrices.ts';
