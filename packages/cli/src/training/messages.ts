import type { MessagePort } from 'node:worker_threads';
import type { Experiment, Run, Table } from 'gradscope';
import type { CheckpointPlan } from './checkpointer.ts';

/** The input of a worker: one network of an experiment to train. */
export interface Task {
  readonly experiment: Experiment;
  readonly table: Table | undefined;
  /** The network's place in `experiment.networks`. */
  readonly index: number;
  /** Steps from one loss line to the next. */
  readonly lineEvery: number;
  /** One element in shared memory; any value except 0 tells the worker to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** The file for its checkpoints and how often to write one; undefined for none. */
  readonly checkpoints: CheckpointPlan | undefined;
  /** The port for the worker's {@link Message}s. */
  readonly port: MessagePort;
}

/** The loss before update `step`. */
export interface LossLine {
  readonly step: number;
  readonly loss: number;
}

/** The progress of a network, with the lines since the last report. */
export interface Progress extends LossLine {
  readonly lines: readonly LossLine[];
  /** Since its training began. */
  readonly seconds: number;
}

export interface TimedRun extends Run {
  /** Wall time of the training alone. */
  readonly seconds: number;
}

/**
 * Messages of a worker: progress any number of times, then its run. Both use one port, so that no line comes
 * after its run.
 */
export type Message =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'run'; readonly run: TimedRun };
