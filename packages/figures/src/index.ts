export { evenly, extentOf } from './axes/extent.ts';
export { describeRegions, paintRegions, type Regions } from './canvas/regionCanvas.ts';
export { describeUnits, largestValue, paintUnits, type UnitValues, unitAt } from './canvas/unitCanvas.ts';
export {
  type ActivationCurve,
  type ActivationCurvesOptions,
  activationCurves,
  activationsOf,
} from './figures/activationCurves.ts';
export { type ActivationHistogramsOptions, activationHistograms } from './figures/activationHistograms.ts';
export {
  type ActivationTangentOptions,
  activationTangent,
  type InputScale,
  inputScale,
} from './figures/activationTangent.ts';
export { attentionCurves } from './figures/attentionCurves.ts';
export { blockRatios } from './figures/blockRatios.ts';
export { curvatureCurves } from './figures/curvatureCurves.ts';
export { curveFit, type Prediction } from './figures/curveFit.ts';
export { dataScatter } from './figures/dataScatter.ts';
export { type DecisionRegionsOptions, decisionRegions, type ScoreGrid } from './figures/decisionRegions.ts';
export { type Diagnosed, diagnosisFigure } from './figures/diagnosisFigure.ts';
export { type FigureKind, type FigureSource, type LayerValues, recordedAny } from './figures/figureKind.ts';
export {
  type GradientByLayerOptions,
  gradientByLayer,
  type StartBand,
  signalKind,
  startOptions,
} from './figures/gradientByLayer.ts';
export { type GradientHeatMapOptions, gradientHeatMap, heatKind } from './figures/gradientHeatMap.ts';
export { type GradientHistogramOptions, gradientHistogram } from './figures/gradientHistogram.ts';
export {
  type GradientMagnitudesOptions,
  gradientMagnitudes,
  gradientsKind,
} from './figures/gradientMagnitudes.ts';
export { type LedgerWaterfallOptions, ledgerKind, ledgerWaterfall } from './figures/ledgerWaterfall.ts';
export { type LossCurvesOptions, lossCurves, lossKind } from './figures/lossCurves.ts';
export { type NetworkGraphOptions, networkGraph } from './figures/networkGraph.ts';
export { neuronHeatMap } from './figures/neuronHeatMap.ts';
export { type NeuronStripOptions, neuronStrip } from './figures/neuronStrip.ts';
export { saturationCurves, saturationKind } from './figures/saturationCurves.ts';
export { type SignalThroughTimeOptions, signalThroughTime } from './figures/signalThroughTime.ts';
export { type SpectrumOptions, spectrum } from './figures/spectrum.ts';
export { updateRatios, updatesKind } from './figures/updateRatios.ts';
export { type WeightMatricesOptions, weightMatrices } from './figures/weightMatrices.ts';
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
export { axisValueText } from './maps/mapAxes.ts';
export {
  CELL_NUMBERS,
  CELL_STEPS,
  type CellColumn,
  type MapAxis,
  type MapCell,
  type MapMeasureName,
  mapMeasures,
  storedCell,
  type TrainabilityMap,
} from './maps/mapData.ts';
export type { MapLine } from './maps/mapPanel.ts';
export { orderedAxis, valueText } from './maps/orderedAxis.ts';
export { type SeedBandsOptions, type SeedSeries, seedBands } from './maps/seedBands.ts';
export { sweepChance } from './maps/sweepChance.ts';
export {
  firstView,
  othersText,
  runsOf,
  type SweepMap,
  type SweepView,
  sweepBands,
  sweepMaps,
} from './maps/sweepMap.ts';
export { hasTheory, sweepTheory } from './maps/sweepTheory.ts';
export { theoryLines } from './maps/theoryLines.ts';
export {
  type NamedMap,
  type TrainabilityMapOptions,
  trainabilityMap,
  trainabilityMaps,
} from './maps/trainabilityMap.ts';
export type { GraphNetwork } from './panels/graphLayout.ts';
export { sharedSpan } from './panels/heatFigure.ts';
export { type Plane, planeAround } from './panels/planePanel.ts';
export { ledgerSentence } from './records/ledgerSentence.ts';
export { type Measure, type MeasureName, measures } from './records/measures.ts';
export { beginning } from './records/recorded.ts';
export type { FigureOptions } from './sheet/options.ts';
export { classColors, networkColors } from './sheet/palette.ts';
