import type { Choice, Setting, ValuesOf } from '../kinds/kind.ts';
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

/** The settings of a kind of data by name, in the order in which an experiment shows them: numbers, or one of several names. */
export type DataRules = Readonly<Record<string, Setting | Choice>>;

/** The settings of a kind of data, and the size of the data. A page that does not make data needs only this. */
export interface DataForm<Rules extends DataRules = DataRules> {
  /** Its name in menus; by default it is made from its name in experiments. */
  readonly label?: string;
  readonly settings: Rules;
  /** Whether an experiment may hold some of its rows out and standardize its features; `test`: only hold rows out. */
  readonly prepares?: boolean | 'test';
  /** A rule for several settings together: whether it holds, its text, and the setting to change. */
  readonly together?: {
    readonly key: string;
    readonly rule: string;
    holds(values: ValuesOf<Rules>): boolean;
  };
  /** The size of the data, without making them. */
  shape(values: ValuesOf<Rules>): DataShape;
}

/** Data that an experiment can name, and how they are made. */
export interface DataKind<Rules extends DataRules = DataRules> extends DataForm<Rules> {
  /** @param random is advanced by the draws */
  make(values: ValuesOf<Rules>, random: RandomState): AnyDataset;
}
