export type { ByteSource, ByteStream } from './byteSource.ts';
export { writeDataCsv } from './dataCsv.ts';
export { editExperimentText } from './editExperimentText.ts';
export type { NpyValues } from './elements.ts';
export { type EventOptions, EventReader, type EventSummary, readEvents } from './events/eventReader.ts';
export type {
  EventTag,
  EventValue,
  HistogramEvent,
  Moments,
  ScalarEvent,
  TensorEvent,
} from './events/eventValue.ts';
export { writeEvents } from './events/writeEvents.ts';
export { parseExperimentText, writeExperimentText } from './experimentFile.ts';
export { experimentPlaces, type TextPlace } from './experimentPlaces.ts';
export { lacksHeader, readAnyTable } from './files/anyTable.ts';
export type {
  ExperimentFormat,
  FileFormat,
  LogFormat,
  NetworkFormat,
  WholeExperiment,
} from './files/fileFormat.ts';
export { type GrowingFile, GrowingLogs } from './files/growingLogs.ts';
export {
  type ImportedLogs,
  importLogs,
  isLogJson,
  isLogName,
  type LogFile,
} from './files/importLogs.ts';
export {
  type FormatOf,
  fileFormats,
  formatsOf,
  logFormatOf,
  logNames,
  registerFormat,
} from './files/index.ts';
export { FormatError } from './formatError.ts';
export { isLogOf } from './imported/isLogOf.ts';
export type { ImportedLog, ImportOptions } from './imported/logBuilder.ts';
export type { LogTarget } from './imported/logTarget.ts';
export { parseTagRule, type TagRule } from './imported/tagRules.ts';
export { type TagUse, withinText } from './imported/tagUse.ts';
export { type NotebookFigure, writeNotebook } from './notebook/writeNotebook.ts';
export { type NpyArray, readNpy, writeNpy } from './npy.ts';
export { type NpzOptions, readNpz, writeNpz } from './npz.ts';
export { type OnnxOptions, writeOnnx } from './onnx/writeOnnx.ts';
export { packData, unpackData } from './packedData.ts';
export { readParquet } from './parquet/readParquet.ts';
export {
  type ParquetColumn,
  type ParquetField,
  type ParquetTable,
  writeParquet,
  writeParquetGroups,
} from './parquet/writeParquet.ts';
export { type JsonLine, type JsonlOptions, readJsonl } from './readJsonl.ts';
export { type RunRecords, writeCurvesCsv, writeCurvesParquet } from './run/curves.ts';
export { parameterArrays, runArrays } from './run/runArrays.ts';
export { type TrainingTime, writeRunEvents } from './run/runEvents.ts';
export { type ReadRun, type RunResult, runFromArrays } from './run/runFromArrays.ts';
export { writeRunSafetensors } from './run/runSafetensors.ts';
export type { TrainedNetwork } from './run/trainedNetwork.ts';
export { readSafetensors, type Safetensors, writeSafetensors } from './safetensors.ts';
export { beyondScripts, type ScriptLibraryName } from './script/beyondScripts.ts';
export { numpySections, writeNumpyScript } from './script/numpyScript.ts';
export type { ScriptSection } from './script/scriptSections.ts';
export { writePytorchScript } from './script/torchScript.ts';
export { readTable } from './table.ts';
export type { TableOptions } from './tableOptions.ts';
