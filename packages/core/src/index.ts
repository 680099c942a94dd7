export type { DataForm, DataKind, DataRules, DataShape } from './data/dataKind.ts';
export { type BuiltInData, type DataSettings, dataKinds, registerData } from './data/dataSettings.ts';
export { dataShape } from './data/dataShape.ts';
export {
  type AnyDataset,
  answersOf,
  type Dataset,
  type Inputs,
  isRegression,
  outputsOf,
  type RegressionDataset,
} from './data/dataset.ts';
export { type Grid, gridAround, gridPoints } from './data/decisionGrid.ts';
export type { GivenData } from './data/givenData.ts';
export { inputsText } from './data/inputsText.ts';
export { loadData } from './data/loadData.ts';
export type { Table } from './data/table.ts';
export { tableGuesses } from './data/tableGuesses.ts';
export { type Baseline, baselineOf } from './diagnosis/baseline.ts';
export type { Cause, CauseKind } from './diagnosis/cause.ts';
export type { Change } from './diagnosis/change.ts';
export { describeVerdict } from './diagnosis/describe.ts';
export { Diagnosis, type DiagnosisOptions, diagnose, type Verdict } from './diagnosis/diagnosis.ts';
export { diagnosisSteps } from './diagnosis/diagnosisSteps.ts';
export type { Evidence, SignalEvidence } from './diagnosis/evidence.ts';
export { type FixedExperiment, fixedExperiment } from './diagnosis/fixedExperiment.ts';
export { hasLearned } from './diagnosis/hasLearned.ts';
export { describeLogVerdict } from './diagnosis/log/describeLog.ts';
export { diagnoseLog, diagnoseLogs, type LogVerdict, logFactors } from './diagnosis/log/diagnoseLog.ts';
export type { LogEvidence } from './diagnosis/log/logEvidence.ts';
export { logThresholds } from './diagnosis/log/logThresholds.ts';
export { overfittingOfLog } from './diagnosis/log/overfittingOfLog.ts';
export { type Overfitting, overfittingIn, overfittingText } from './diagnosis/overfitting.ts';
export type { RemedyProof } from './diagnosis/proof.ts';
export { type Quality, qualityOf } from './diagnosis/quality.ts';
export { remediesFor } from './diagnosis/remedies/remediesFor.ts';
export { type SymptomFinder, symptomFinder } from './diagnosis/symptomFinder.ts';
export { registerSymptom, type SymptomDescriptor } from './diagnosis/symptoms/index.ts';
export { type Symptom, type SymptomKind, symptomKinds, symptomTitle } from './diagnosis/symptoms/symptom.ts';
export type { Found, SymptomRules } from './diagnosis/symptoms/symptomRules.ts';
export { thresholds } from './diagnosis/thresholds.ts';
export { runTrial, type Trial, type TrialResult } from './diagnosis/trial.ts';
export { describeTwin, twinLayersText } from './diagnosis/twin/describeTwin.ts';
export { type Twin, twinOf } from './diagnosis/twin/twin.ts';
export { TwinDiagnosis, type TwinFactor, type TwinVerdict } from './diagnosis/twin/twinDiagnosis.ts';
export { TwinError } from './diagnosis/twin/twinError.ts';
export { twinThresholds } from './diagnosis/twin/twinThresholds.ts';
export type {
  Activation,
  Classification,
  Engine,
  EngineName,
  Magnitudes,
  Precision,
  Tensor,
  Values,
} from './engine/engine.ts';
export { referenceEngine } from './engine/reference.ts';
export { wasmEngine } from './engine/wasm.ts';
export type { LayerActivationSettings } from './experiment/activationSettings.ts';
export type { BatchRun } from './experiment/batchRun.ts';
export type { Evaluation } from './experiment/evaluate.ts';
export { type Complaint, complaintText, ExperimentError } from './experiment/experimentError.ts';
export type { JsonValue } from './experiment/grid/documentPath.ts';
export {
  expandSweep,
  type Kept,
  type Sweep,
  type SweepAxis,
  sweepComplaint,
} from './experiment/grid/expandSweep.ts';
export {
  camelName,
  failedRow,
  RUN_COLUMN_NAMES,
  RUN_COLUMNS,
  type RunColumn,
  type RunRow,
  type RunStatus,
  runRow,
} from './experiment/grid/runRow.ts';
export { RESULT_COLUMNS, sweepJsonSchema } from './experiment/grid/sweepSchema.ts';
export { HELD_OUT_SERIES } from './experiment/heldOutProbe.ts';
export type { HiddenItem, LayerItem } from './experiment/hiddenSettings.ts';
export {
  type InitializedLayer,
  isDenseStack,
  layerItems,
  layersOf,
  type SampleSize,
} from './experiment/layers.ts';
export { loadLayers } from './experiment/loadLayers.ts';
export { lossOf } from './experiment/lossOf.ts';
export { didYouMean } from './experiment/nearestName.ts';
export { parseExperiment } from './experiment/parseExperiment.ts';
export { type Prepared, type PreparedNetwork, prepare, prepareFor } from './experiment/prepare.ts';
export { type Every, recordedSteps } from './experiment/recordedSteps.ts';
export type { Run } from './experiment/run.ts';
export type { RunSummary, SummaryOptions } from './experiment/runSummary.ts';
export {
  type Experiment,
  type ExperimentInput,
  experimentJsonSchema,
  type NetworkSettings,
} from './experiment/schema.ts';
export { type StartingSignal, startingSignal } from './experiment/startingSignal.ts';
export { type SummaryCheckpoint, SummaryTrainer } from './experiment/summaryTrainer.ts';
export { trainBatch } from './experiment/trainBatch.ts';
export { type Checkpoint, Trainer, type TrainerOptions } from './experiment/trainer.ts';
export { addKind, type Choice, type Kind, kindsAdded, labelsOf, type Setting } from './kinds/kind.ts';
export * from './kinds/own.ts';
export { deriveSeries } from './log/deriveSeries.ts';
export {
  type ImportedRun,
  type LoggedLayer,
  type RecordedRun,
  recordedAt,
} from './log/importedRun.ts';
export type { LoggedSeries } from './log/loggedSeries.ts';
export { type LoggedPoints, mergeColumns } from './log/mergeColumns.ts';
export {
  DETAIL_QUANTITIES,
  type DetailQuantity,
  type LoggedEvent,
  type LoggedLoss,
  type LoggedModule,
  type LoggedOptimizer,
  type LoggedParameter,
  MODULE_QUANTITIES,
  type ModuleQuantity,
  PARAMETER_QUANTITIES,
  type ParameterQuantity,
  type RunDetail,
} from './log/runDetail.ts';
export type { ActivationKind } from './network/activation/activationKind.ts';
export { activationNamed } from './network/activation/activationNamed.ts';
export {
  type ActivationName,
  type ActivationSettings,
  activationKinds,
  activationOf,
  activations,
  type BuiltInActivation,
  defaultSettings,
  registerActivation,
  slope,
} from './network/activation/index.ts';
export {
  type BuiltInInit,
  type InitSettings,
  initialize,
  initializers,
  registerInitializer,
} from './network/initializer/index.ts';
export type { Initializer, LayerStart, WeightMoments } from './network/initializer/initializer.ts';
export { type RecurrentPlace, recurrentPlaces } from './network/landmarks.ts';
export type { Layer } from './network/layer.ts';
export {
  type BetweenSettings,
  columnsOf,
  type LayerOfKind,
  type LayerSettings,
  type LayerValue,
  type LayerValues,
  type MaxoutSettings,
  rowsOf,
  type SoftmaxSettings,
} from './network/layerSettings.ts';
export { type BuiltInBetween, betweenKinds, shapeInto } from './network/layers/between.ts';
export { activatedLayers, type BuiltInLayer, layerKinds, registerLayer } from './network/layers/index.ts';
export type { LayerKind, LayerSetting } from './network/layers/layerKind.ts';
export type { LossKind } from './network/losses/index.ts';
export { lossText, lossUnit } from './network/losses/lossText.ts';
export { arrayShapes, Model, modelOf } from './network/model.ts';
export { DATA, ModelBuilder } from './network/modelBuilder.ts';
export { type LayerPlaces, ModelLayer } from './network/modelLayer.ts';
export { Network } from './network/network.ts';
export { activation as activationNode, learnedSlope } from './network/nodes/activation.ts';
export { dense, denseParameters } from './network/nodes/dense.ts';
export { dropout } from './network/nodes/dropout.ts';
export { maxout } from './network/nodes/maxout.ts';
export type { Flow, Node, Operation, Part, Shape } from './network/nodes/node.ts';
export { normalize } from './network/nodes/normalize.ts';
export { reshape } from './network/nodes/reshape.ts';
export { softmax } from './network/nodes/softmax.ts';
export { stack } from './network/nodes/stack.ts';
export { sum } from './network/nodes/sum.ts';
export { take } from './network/nodes/take.ts';
export { unfold } from './network/nodes/unfold.ts';
export type { LayerParameters, ParameterName, Parameters } from './network/parameters.ts';
export { arraysOf, PARAMETER_NAMES } from './network/parameters.ts';
export type { Pass, PassOptions, Visitor } from './network/pass.ts';
export { outputsAt, predict } from './network/predict.ts';
export { biographies, type Death } from './probe/biographies.ts';
export { meanMagnitude, notebookHeuristic } from './probe/gradient.ts';
export { checkGradients, type GradientCheck } from './probe/gradientCheck.ts';
export { halfLife } from './probe/halfLife.ts';
export { HISTOGRAM_BINS, HISTOGRAM_EDGES } from './probe/histogram.ts';
export { type History, type Series, seriesNamed } from './probe/history.ts';
export {
  type ProbeName,
  probeKinds,
  registerProbe,
  type SeriesName,
  suffixesOf,
  textOfSeries,
} from './probe/index.ts';
export { LEDGER_SERIES } from './probe/ledger.ts';
export { type NodeLedger, nodeLedger } from './probe/nodeLedger.ts';
export type { Probe, ProbeKind, Row, SeriesText } from './probe/probe.ts';
export { singularValues } from './probe/singularValues.ts';
export { jacobianOf } from './probe/spectrum.ts';
export { RandomState } from './random/randomState.ts';
export { bytesText } from './text/bytesText.ts';
export { countedInWords, countedText, countInWords, countText } from './text/countText.ts';
export { durationText } from './text/durationText.ts';
export { labelOf } from './text/labelOf.ts';
export { capitalised, listText } from './text/listText.ts';
export {
  factorText,
  fractionText,
  percentText,
  ratioText,
  shareOfText,
  wholePercentText,
} from './text/shareText.ts';
export { shownLines, shownText } from './text/shownText.ts';
export {
  NO_BREAK,
  powerOfTen,
  powerOfTenths,
  rangeText,
  settingText,
  steadyText,
  unitText,
  valueText,
} from './text/valueText.ts';
export { withoutCredentials } from './text/withoutCredentials.ts';
export { type CriticalPoint, criticalPoint } from './theory/criticalPoint.ts';
export type { FixedPoint } from './theory/fixedPoint.ts';
export { type MeanField, meanField } from './theory/meanField.ts';
export type { UnitFunction } from './theory/moments.ts';
export {
  type LayerPrediction,
  predictFactors,
  type RandomLayer,
  type RandomNetwork,
  type TimePrediction,
} from './theory/predictFactors.ts';
export type { Broken } from './training/firstBroken.ts';
export {
  type BuiltInOptimizer,
  type OptimizerSettings,
  optimizerKinds,
  registerOptimizer,
} from './training/optimizer/createOptimizer.ts';
export type { OptimizerKind } from './training/optimizer/optimizerKind.ts';
export type { Rule, UpdateTerms } from './training/optimizer/rule.ts';
export { type Step, type TrainingState, train } from './training/train.ts';
