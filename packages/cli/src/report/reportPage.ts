import { countText, durationText } from 'gradscope';
import type { Figure } from '../figures/figure.ts';
import type { Outcome } from '../outcome.ts';
import { version } from '../version.ts';
import type { Material } from './article.ts';
import { figureMarkup } from './figureMarkup.ts';
import { generalArticle } from './generalArticle.ts';
import { type Html, html } from './html.ts';
import { notebookArticle } from './notebookArticle.ts';
import { page } from './page.ts';

export interface ReportOptions {
  /** Whether the experiment is the notebook's: its article is told where it ran to its end. */
  readonly notebook: boolean;
  /** The file of the experiment as its reader knows it. */
  readonly file?: string | undefined;
  /** The folder that the page goes to. */
  readonly folder: string;
}

/** The report: one HTML page that needs nothing else. */
export function reportPage(outcome: Outcome, figures: readonly Figure[], options: ReportOptions): string {
  const material: Material = {
    outcome,
    file: options.file === '-' ? undefined : options.file,
    folder: options.folder,
    figure: name => markupOf(figures, name, false),
    pairs: names => html`<div class="pair">${names.map(name => markupOf(figures, name, true))}</div>`,
  };
  const whole = outcome.runs.length === 2 && outcome.runs.every(({ interrupted }) => !interrupted);
  const article = options.notebook && whole ? notebookArticle(material) : generalArticle(material);
  return page(article, provenance(outcome));
}

function markupOf(figures: readonly Figure[], name: string, pair: boolean): Html {
  const figure = figures.find(candidate => candidate.name === name);
  return figure ? figureMarkup(figure, pair) : html``;
}

function provenance({ experiment, runs, startedAt, seconds }: Outcome): Html {
  const rates = runs.map(
    ({ name, seconds: time, steps }) =>
      `${name} ${countText(Math.round((1e6 * time) / Math.max(1, steps)))} µs a step`,
  );
  return html`<footer>
<p>Made by gradscope ${version} from seed ${experiment.seed}, in ${experiment.precision}; begun ${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC,
trained in ${durationText(seconds)} (${rates.join(', ')}). The same experiment gives the same numbers on every machine.</p>
<details><summary>The experiment</summary><pre>${JSON.stringify(experiment, null, 2)}</pre></details>
</footer>`;
}
