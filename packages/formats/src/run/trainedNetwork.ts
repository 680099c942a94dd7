import type { AnyDataset, Experiment, Precision, Run } from 'gradscope';
import type { TrainingTime } from './runEvents.ts';

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
