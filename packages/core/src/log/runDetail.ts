import type { LoggedSeries } from './loggedSeries.ts';

/**
 * The contents of a log of schema 2 (`docs/importing.md`) beyond its layers; unknown values are null or
 * missing.
 */
export interface RunDetail {
  /** `pytorch 1.13.1` */
  readonly framework: string | null;
  /** The model's class. */
  readonly model: string | null;
  /** Steps from one line of the log to the next. */
  readonly every: number | null;
  /** Format of the first parameter: `float32`. */
  readonly dtype: string | null;
  readonly device: string | null;
  readonly optimizer: LoggedOptimizer | null;
  readonly loss: LoggedLoss | null;
  /** In the order in which they first ran. */
  readonly modules: readonly LoggedModule[];
  /** Those with two or more dimensions, in order of execution. */
  readonly parameters: readonly LoggedParameter[];
  /** By name, one column for each of `parameters`. */
  readonly parameterSeries: Readonly<Partial<Record<ParameterQuantity, LoggedSeries>>>;
  /** By name, one column for each of `modules`. */
  readonly moduleSeries: Readonly<Partial<Record<ModuleQuantity, LoggedSeries>>>;
  /** By name, one column. `accumulating` is 1 at the steps that report it. */
  readonly runSeries: Readonly<Partial<Record<DetailQuantity, LoggedSeries>>>;
  /** ‖∂loss/∂h‖ by module, one column for each time step; of shorter sequences the last columns are NaN. */
  readonly time: Readonly<Record<string, LoggedSeries>>;
  /** Largest difference of two logits in a row of an attention's softmax, by module. */
  readonly attentionLogit: Readonly<Record<string, LoggedSeries>>;
  /** Entropy of an attention's weights, relative to that of even ones, by module. */
  readonly attentionEntropy: Readonly<Record<string, LoggedSeries>>;
  /** Shares of the classes in the targets, as last logged; null if the targets are not classes. */
  readonly classes: Float64Array | null;
  /**
   * The first quantity that was not finite, at each step that reports it: `weights fc1.weight`, `inputs`,
   * `output fc1`, `loss`, `gradient fc1.weight`, `update fc1.weight`.
   */
  readonly bad: readonly LoggedEvent[];
  /** Operations with an infinite derivative at a value that occurred, at each step that has such: `sqrt`. */
  readonly undefinedOperations: readonly LoggedEvent[];
}

export interface LoggedEvent {
  readonly step: number;
  readonly what: string;
}

export interface LoggedOptimizer {
  /** `Adam`, as the framework names it. */
  readonly kind: string;
  readonly settings: Readonly<Record<string, number | boolean | string | null | readonly number[]>>;
}

export interface LoggedLoss {
  /** `cross_entropy`; null for a loss made by hand. */
  readonly kind: string | null;
  /** Between the output of the last module with parameters and the loss, forward: `['relu', 'log_softmax', 'nll_loss']`. */
  readonly operations: readonly string[];
  /** How often its kind occurs in the loss. */
  readonly terms: number;
}

/** A module without parts, a recurrent or attention layer, or an activation that is a function. */
export interface LoggedModule {
  /** Its path in the model; `fc1>relu` for a function after module `fc1`. */
  readonly name: string;
  /** The class, or the function in small letters. */
  readonly kind: string;
  /** `in_features=64, out_features=30, bias=True`; empty if there are none. */
  readonly settings: string;
  readonly inputs: readonly number[] | null;
  readonly outputs: readonly number[] | null;
  /** In one pass of the model. */
  readonly calls: number;
  /** The axis of time of a recurrent layer's inputs and outputs; null for others. */
  readonly sequence: number | null;
}

export interface LoggedParameter {
  /** `rnn.weight_hh_l0` */
  readonly name: string;
  /** Index of the module that uses it; null if no module that ran does. */
  readonly module: number | null;
  readonly shape: readonly number[];
  readonly frozen: boolean;
  /** Other names of the same tensor. */
  readonly shared: readonly string[];
}

export const PARAMETER_QUANTITIES = [
  'grad_l2',
  'grad_mean',
  'grad_max',
  'grad_zeros',
  'grad_bad',
  'weight_l2',
  'weight_std',
  'weight_spread',
  'weight_bad',
  'update_ratio',
] as const;

export type ParameterQuantity = (typeof PARAMETER_QUANTITIES)[number];

export const MODULE_QUANTITIES = [
  'out_mean',
  'out_std',
  'out_max',
  'out_bad',
  'saturated',
  'dead',
  'delta_norm',
  'input_delta_norm',
] as const;

export type ModuleQuantity = (typeof MODULE_QUANTITIES)[number];

/** Quantities of the whole run besides `loss` and `accuracy`, which are series of the run itself. */
export const DETAIL_QUANTITIES = [
  'val_loss',
  'val_accuracy',
  'lr',
  'grad_norm',
  'grad_norm_clipped',
  'scale',
  'inputs_mean',
  'inputs_std',
  'inputs_max',
  'inputs_low',
  'inputs_high',
  'inputs_offset',
  'inputs_least',
  'inputs_most',
  'targets_mean',
  'targets_std',
  'targets_max',
  'targets_low',
  'targets_high',
  'targets_across',
  'outputs_mean',
  'outputs_std',
  'outputs_max',
  'outputs_low',
  'outputs_high',
  'outputs_across',
  'best_constant',
  'neighbours',
  'neighbours_deviation',
  'neighbours_ties',
  'accumulating',
] as const;

export type DetailQuantity = (typeof DETAIL_QUANTITIES)[number];
