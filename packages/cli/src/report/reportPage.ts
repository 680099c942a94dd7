import type { NamedFigure } from '@gradscope/figures';
import { durationText } from 'gradscope';
import { yieldTo } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import type { Finding } from '../training/findings.ts';
import { version } from '../version.ts';
import type { Material } from './article.ts';
import { generalArticle } from './generalArticle.ts';
import { type Html, html } from './html.ts';
import { LaterFigures } from './laterFigures.ts';
import { notebookArticle } from './notebookArticle.ts';
import { page } from './page.ts';

export interface ReportOptions {
  /** The result of each network; without them the report tells the notebook's story. */
  readonly findings?: readonly Finding[] | undefined;
  /** The file of the experiment as its reader knows it. */
  readonly file?: string | undefined;
  /** The text of that file. */
  readonly text?: string | undefined;
  /** The folder that the page goes to. */
  readonly folder: string;
  /** When aborted, the report is given up. */
  readonly signal?: AbortSignal;
}

/**
 * The report: one HTML page that needs nothing else.
 *
 * @throws the signal's reason, soon after it is aborted
 */
export async function reportPage(
  outcome: Outcome,
  figures: readonly NamedFigure[],
  options: ReportOptions,
): Promise<string> {
  const later = new LaterFigures();
  const placeOf = (kind: string, run: string | undefined, pair = false): Html => {
    const figure = figures.find(candidate => candidate.kind === kind && candidate.run === run);
    return figure ? later.place(figure, pair) : html``;
  };
  const material: Material = {
    outcome,
    file: options.file === '-' ? undefined : options.file,
    text: options.text,
    folder: options.folder,
    figure: (kind, run?) => placeOf(kind, run?.name),
    pairs: (kind, runs) => html`<div class="pair">${runs.map(({ name }) => placeOf(kind, name, true))}</div>`,
  };
  const { findings, signal } = options;
  const article = findings ? generalArticle(material, findings) : notebookArticle(material);
  return later.draw(page(article, provenance(outcome)), () => yieldTo(signal));
}

function provenance({ experiment, runs, startedAt, seconds }: Outcome): Html {
  const rates = runs.map(
    ({ name, seconds: time, steps }) => `${name} ${durationText(time / Math.max(1, steps))} a step`,
  );
  return html`<footer>
<p>Made by gradscope ${version} from seed ${experiment.seed}, in ${experiment.precision}; begun ${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC,
trained in ${durationText(seconds)} (${rates.join(', ')}). The same experiment gives the same numbers on every machine.</p>
<details><summary>The experiment</summary><pre>${JSON.stringify(experiment, null, 2)}</pre></details>
</footer>`;
}
