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

/** A part of a run under one experiment: from step `from` to where the next one begins. */
export interface Stretch {
  readonly from: number;
  readonly experiment: Experiment;
}

/** What a run is trained by, the first stretch from step 0; every further one is a fork of the one before. */
export type Timeline = readonly [Stretch, ...Stretch[]];

/**
 * What the page tells a worker. A step is where a network stands: before that step's update. `order` counts the commands
 * that move the network: a progress says which was obeyed last.
 */
export type Command =
  /** Begin anew, at step 0. `index` is the network's place in the experiments. */
  | {
      readonly kind: 'open';
      readonly order: number;
      readonly timeline: Timeline;
      readonly index: number;
      readonly table?: Table | undefined;
    }
  /** Keep what both timelines share, and stand where the new one's last stretch begins. */
  | { readonly kind: 'fork'; readonly order: number; readonly timeline: Timeline }
  /** Train until the network stands at `until`, at most `pace` steps a second; then wait. */
  | { readonly kind: 'run'; readonly order: number; readonly until: number; readonly pace: number }
  /** Stand at a step that was reached before. */
  | { readonly kind: 'seek'; readonly order: number; readonly step: number }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** The last progress has arrived: send the next when there is any. */
  | { readonly kind: 'received' };

/** Something about the network as it stands. */
export type Question =
  /** What it answers at `points`, row-major `[n, features]`; or what the units of a layer, 1 … L, give there. */
  | { readonly kind: 'outputs'; readonly points: Float64Array; readonly layer?: number }
  | { readonly kind: 'parameters' }
  /** What its units give on the data, of up to `most` hidden layers chosen evenly. */
  | { readonly kind: 'activations'; readonly most: number }
  /** Its signal before any training, with what theory predicts and `starts` other random starts give. */
  | { readonly kind: 'startingSignal'; readonly starts: number };

/** The values of one hidden layer on the data, `[samples · units]`. */
export interface LayerActivations {
  /** 1 … L − 1. */
  readonly layer: number;
  /** φ(z), before dropout and skip. */
  readonly outputs: Float64Array;
  /** φ′(z); empty for maxout, which is not elementwise. */
  readonly slopes: Float64Array;
}

/** What a question of each kind is answered with. */
export interface Answers {
  /** Row-major `[n, outputs]`, or `[n, units]`. */
  readonly outputs: Float64Array;
  readonly parameters: {
    readonly step: number;
    readonly parameters: Parameters;
    /** Σ|∂loss/∂W[:, j]| of every unit j, by layer; of maxout, of every piece. */
    readonly neurons: readonly Float64Array[];
  };
  readonly activations: readonly LayerActivations[];
  readonly startingSignal: StartingSignal;
}

/** Recorded rows. Those before row `from` stay as they are; all that followed is replaced by `history`. */
export interface Rows {
  readonly from: number;
  readonly history: History;
}

/** What a worker tells the page. */
export type Report =
  | { readonly kind: 'opened'; readonly order: number; readonly opened: Opened }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  /** The worker can do nothing more until it is opened again. */
  | { readonly kind: 'failed'; readonly message: string };

/** What is known of a run before any training. */
export interface Opened {
  readonly data: AnyDataset;
  readonly layers: readonly LayerSettings[];
  readonly initial: Parameters;
  /** What it is trained by: `reference` where the browser has no WebAssembly SIMD. */
  readonly engine: EngineName;
  /** Of values learned by the mean squared error: that of the best constant answer, which R² compares with. */
  readonly constantLoss: { readonly training: number; readonly test?: number } | undefined;
}

export interface Progress {
  /** Of the last command that was obeyed. */
  readonly order: number;
  readonly step: number;
  /** At `step`, the `l2` term included. */
  readonly loss: number;
  /** The same without the `l2` term. */
  readonly dataLoss: number;
  /** Share classified right at `step`. */
  readonly accuracy: number;
  /** Whether it waits for a command. */
  readonly idle: boolean;
  readonly ended: Ended | undefined;
  readonly rows: Rows | undefined;
}

/** Why a run goes no further. */
export type Ended =
  | { readonly kind: 'done' }
  | { readonly kind: 'diverged'; readonly loss: number; readonly broken: Broken | null };

/** The buffers that a message may move instead of copying: those of arrays made for it alone. */
export function transferables({ step, loss, accuracy, series }: History): ArrayBuffer[] {
  const arrays = [step, loss, accuracy, ...Object.values(series).map(({ values }) => values)];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
