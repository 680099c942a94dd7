import type { Run } from 'gradscope';
import type { OutcomeKinds } from '../figures/outcomeFigures.ts';
import type { Outcome } from '../outcome.ts';
import type { Html } from './html.ts';

/** The content of a report, independent of the page. */
export interface Article {
  readonly title: string;
  readonly lede: Html;
  /** The summary, shown above everything that is folded. */
  readonly verdict?: Html;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: string;
  readonly body: Html;
  /** Whether it is unfolded at first. */
  readonly open?: boolean;
}

/** The source of an article. */
export interface Material {
  readonly outcome: Outcome;
  /** The experiment's file as the reader knows it; undefined if none was read. */
  readonly file: string | undefined;
  /** The contents of that file. */
  readonly text: string | undefined;
  /** The folder of the page. */
  readonly folder: string;
  /** Draws this kind of figure, for one run or for all; returns an empty string if there is nothing to draw. */
  readonly figure: <Kind extends keyof OutcomeKinds>(kind: Kind, ...of: Covered<Kind>) => Html;
  /** {@link figure}, two to a row. */
  readonly pairs: (kind: keyof OutcomeKinds, runs: readonly Named[]) => Html;
}

type Named = Pick<Run, 'name'>;

/** Whether a figure is of one run is known from its kind. */
type Covered<Kind extends keyof OutcomeKinds> = {
  readonly each: [run: Named];
  readonly all: [];
  readonly both: [run?: Named];
}[OutcomeKinds[Kind]['covers']];
