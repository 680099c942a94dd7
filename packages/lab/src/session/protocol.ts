import type {
  AnyDataset,
  Broken,
  EngineName,
  Experiment,
  History,
  LayerSettings,
  Parameters,
  StartingSignal,
  Table,
} from 'gradscope';

/** A part of a run under one experiment, from step `from` to the start of the next stretch. */
export interface Stretch {
  readonly from: number;
  readonly experiment: Experiment;
}

/**
 * The experiments of a run. The first stretch starts at step 0; each later one is a fork of the one before.
 */
export type Timeline = readonly [Stretch, ...Stretch[]];

/**
 * A message from the page to a worker. A network at a step has not made that step's update yet. `order`
 * numbers the commands that move the network, and a progress report names the last one obeyed.
 */
export type Command =
  /** Restart at step 0. `index` is the network's place in the experiments. */
  | {
      readonly kind: 'open';
      readonly order: number;
      readonly timeline: Timeline;
      readonly index: number;
      readonly table?: Table | undefined;
    }
  /** Switch to a timeline that begins like the present one, and go to the start of its last stretch. */
  | { readonly kind: 'fork'; readonly order: number; readonly timeline: Timeline }
  /** Train until the network is at step `until`, at most `pace` steps per second; then wait. */
  | { readonly kind: 'run'; readonly order: number; readonly until: number; readonly pace: number }
  /** Go to a step that was reached before. */
  | { readonly kind: 'seek'; readonly order: number; readonly step: number }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** The page has received the last report, so the worker may send the next. */
  | { readonly kind: 'received' };

/** A question about the network at its present step. */
export type Question =
  /** Its answers at `points`, row-major `[n, features]`; or the outputs of layer 1 … L there. */
  | { readonly kind: 'outputs'; readonly points: Float64Array; readonly layer?: number }
  | { readonly kind: 'parameters' }
  /** The outputs on the data of up to `most` hidden layers, chosen evenly. */
  | { readonly kind: 'activations'; readonly most: number }
  /**
   * The signal before training, beside the prediction of theory and the values of `starts` other random
   * starts.
   */
  | { readonly kind: 'startingSignal'; readonly starts: number };

/** One hidden layer's values on the data, each array of shape `[samples · units]`. */
export interface LayerActivations {
  /** 1 … L − 1. */
  readonly layer: number;
  /** φ(z), before dropout and skip. */
  readonly outputs: Float64Array;
  /** φ′(z); empty for maxout, which is not elementwise. */
  readonly slopes: Float64Array;
}

/** The answer to each kind of question. */
export interface Answers {
  /** Row-major `[n, outputs]`, or `[n, units]`. */
  readonly outputs: Float64Array;
  readonly parameters: {
    readonly step: number;
    readonly parameters: Parameters;
    /** Σ|∂loss/∂W[:, j]| for every unit j, by layer; for maxout, for every piece. */
    readonly neurons: readonly Float64Array[];
  };
  readonly activations: readonly LayerActivations[];
  readonly startingSignal: StartingSignal;
}

/** Recorded rows. Rows before `from` stay; `history` replaces all others. */
export interface Rows {
  readonly from: number;
  readonly history: History;
}

/** A message from a worker to the page. */
export type Report =
  | { readonly kind: 'opened'; readonly order: number; readonly opened: Opened }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  /** The worker has failed and does nothing until it is opened again. */
  | { readonly kind: 'failed'; readonly message: string };

/** Facts about a run that are known before training. */
export interface Opened {
  readonly data: AnyDataset;
  readonly layers: readonly LayerSettings[];
  readonly initial: Parameters;
  /** The engine in use: `reference` if the browser lacks WebAssembly SIMD. */
  readonly engine: EngineName;
  /**
   * The mean squared error of the best constant answer, against which R² compares. Only for regression with
   * that loss.
   */
  readonly constantLoss: { readonly training: number; readonly test?: number } | undefined;
}

export interface Progress {
  /** The number of the last command obeyed. */
  readonly order: number;
  readonly step: number;
  /** The loss at `step`, with the `l2` term. */
  readonly loss: number;
  /** The loss at `step`, without the `l2` term. */
  readonly dataLoss: number;
  /** Share classified right at `step`. */
  readonly accuracy: number;
  /** True while the worker waits for a command. */
  readonly idle: boolean;
  readonly ended: Ended | undefined;
  readonly rows: Rows | undefined;
}

/** Why a run cannot go on. */
export type Ended =
  | { readonly kind: 'done' }
  | { readonly kind: 'diverged'; readonly loss: number; readonly broken: Broken | null };

/**
 * The buffers that a message may transfer instead of copying. They belong to arrays made for that message.
 */
export function transferables({ step, loss, accuracy, series }: History): ArrayBuffer[] {
  const arrays = [step, loss, accuracy, ...Object.values(series).map(({ values }) => values)];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
