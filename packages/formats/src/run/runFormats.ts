import { type AnyDataset, type Experiment, isRegression, lossOf, type Precision, type Run } from 'gradscope';
import { writeNpz } from '../npz.ts';
import { writeOnnx } from '../onnx/writeOnnx.ts';
import { writeCurvesCsv, writeCurvesParquet } from './curves.ts';
import { runArrays } from './runArrays.ts';
import { type TrainingTime, writeRunEvents } from './runEvents.ts';
import { writeRunSafetensors } from './runSafetensors.ts';

/** A trained network with its origin: the source of its file in any format. */
export interface TrainedNetwork extends TrainingTime {
  readonly experiment: Experiment;
  readonly data: AnyDataset;
  readonly run: Run;
  /** Precision of the numbers in an ONNX file; by default the run's. */
  readonly precision?: Precision | undefined;
  /** Whether to deflate an .npz file. */
  readonly compress?: boolean | undefined;
}

/** A format with one file a network. */
export interface RunFormat {
  /** The ending of the file's name. */
  readonly suffix: string;
  /** The path in a folder of several networks' files; by default the network's name. */
  readonly path?: (network: string) => string;
  readonly holds: string;
  readonly write: (network: TrainedNetwork) => string | Uint8Array;
}

/** The formats with one file a network. */
export const runFormats = {
  npz: {
    suffix: '.npz',
    holds: 'data, parameters and history, for NumPy',
    write: ({ data, run, compress = false }) => writeNpz(runArrays(data, run), { compress }),
  },
  csv: {
    suffix: '.csv',
    holds: 'what was recorded, a row for each step',
    write: ({ run }) => writeCurvesCsv(run),
  },
  parquet: {
    suffix: '.parquet',
    holds: 'the same as Parquet, for pandas and polars',
    write: ({ run }) => writeCurvesParquet(run),
  },
  safetensors: {
    suffix: '.safetensors',
    holds: 'the trained parameters',
    write: ({ run }) => writeRunSafetensors(run),
  },
  onnx: {
    suffix: '.onnx',
    holds: 'the trained network, to run elsewhere',
    write: ({ experiment, data, run, precision }) =>
      writeOnnx(run, {
        ...(precision && { precision }),
        loss: lossOf(experiment, data),
        classes: !isRegression(data),
        classNames: isRegression(data) ? undefined : data.classNames,
      }),
  },
  events: {
    suffix: '.tfevents',
    // TensorBoard treats each folder as a run, and reads each file with this in its name.
    path: network => `${network}/events.out.tfevents.gradscope`,
    holds: 'curves and histograms, for TensorBoard',
    write: network => writeRunEvents(network.run, network),
  },
} as const satisfies Readonly<Record<string, RunFormat>>;

export type RunFormatName = keyof typeof runFormats;
