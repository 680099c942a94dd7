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
  /** The figure of that name; empty if it was not drawn. */
  readonly figure: (name: string) => Html;
  /** Figures of those names, two to a row. */
  readonly pairs: (names: readonly string[]) => Html;
}
