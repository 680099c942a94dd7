import type { Outcome } from '../outcome.ts';
import type { Html } from './html.ts';

/** What a report says, before it is a page. */
export interface Article {
  readonly title: string;
  readonly lede: Html;
  /** What one wants to know first: it stands above everything that is folded. */
  readonly verdict?: Html;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: string;
  readonly body: Html;
  /** Whether it is unfolded at first. */
  readonly open?: boolean;
}

/** What an article is written from. */
export interface Material {
  readonly outcome: Outcome;
  /** The file of the experiment as its reader knows it; undefined if none was read. */
  readonly file: string | undefined;
  /** The folder that holds the page. */
  readonly folder: string;
  /** The figure of that name; nothing if it was not drawn. */
  readonly figure: (name: string) => Html;
  /** Figures of those names, two to a row. */
  readonly pairs: (names: readonly string[]) => Html;
}
