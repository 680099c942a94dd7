import type { Kind, Settings } from '../kinds/kind.ts';
import type { RandomState } from '../random/randomState.ts';
import type { AnyDataset } from './dataset.ts';

/** The size of a dataset: all its rows, those held out included, its features, and the outputs that a network has for it. */
export interface DataShape {
  readonly samples: number;
  readonly features: number;
  readonly outputs: number;
  /** The sizes of a sample's axes, if it has any. */
  readonly axes?: readonly number[] | undefined;
  /** Answers for each sample. Default: 1. */
  readonly answers?: number;
}

/** The settings of a kind of data, and the size of the data. A page that does not make data needs only this. */
export interface DataForm<Name extends string = string> extends Kind<Name> {
  readonly settings: Settings<Name>;
  /** Whether an experiment may hold some of its rows out, and standardize its features. */
  readonly prepares?: boolean;
  /** A rule for several settings together: whether it holds, its text, and the setting to change. */
  readonly together?: {
    readonly key: NoInfer<Name>;
    readonly rule: string;
    holds(values: Readonly<Record<Name, number>>): boolean;
  };
  /** The size of the data, without making them. */
  shape(values: Readonly<Record<Name, number>>): DataShape;
}

/** Data that an experiment can name, and how they are made. */
export interface DataKind<Name extends string = string> extends DataForm<Name> {
  /** @param random is advanced by the draws */
  make(values: Readonly<Record<Name, number>>, random: RandomState): AnyDataset;
}
