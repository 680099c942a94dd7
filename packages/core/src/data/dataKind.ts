import type { Kind, Settings } from '../kinds/kind.ts';
import type { RandomState } from '../random/randomState.ts';
import type { AnyDataset } from './dataset.ts';

/** The size of a dataset: all its rows, those held out included, its features, and the outputs that a network has for it. */
export interface DataShape {
  readonly samples: number;
  readonly features: number;
  readonly outputs: number;
}

/** What an experiment may say of data, and their size. Pages that make none need no more. */
export interface DataForm<Name extends string = string> extends Kind<Name> {
  readonly settings: Settings<Name>;
  /** Whether an experiment may hold some of its rows out, and standardize its features. */
  readonly prepares?: boolean;
  /** What must hold of several values together, and the setting to blame. */
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
