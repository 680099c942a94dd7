import { comparedFigures, type ImportedFigure, importedFigures } from '@gradscope/figures';
import type { ImportedLog } from '@gradscope/formats';
import {
  capitalised,
  countedInWords,
  countedText,
  countText,
  describeLogVerdict,
  type LogVerdict,
  listText,
} from 'gradscope';
import type { Section } from '../report/article.ts';
import { figureMarkup } from '../report/figureMarkup.ts';
import { type Html, html } from '../report/html.ts';
import { page } from '../report/page.ts';
import { version } from '../version.ts';

/** More runs than this cannot be told apart in one picture. */
const MOST_OVERLAID = 4;
const MOST_NAMED = 4;

/** The report on imported runs: one self-contained HTML page. */
export function logReport(logs: readonly ImportedLog[], verdicts: readonly LogVerdict[]): string {
  const names = verdicts.map(({ name }) => name);
  const unnamed = names.length - MOST_NAMED;
  const others = unnamed > 0 ? [unnamed === 1 ? 'one other' : `${unnamed} others`] : [];
  const healthy = verdicts.filter(verdict => verdict.healthy).length;
  const article = {
    title: `Gradients of ${listText([...names.slice(0, MOST_NAMED), ...others])}`,
    lede: html`${capitalised(countedInWords(logs.length, 'run'))} made elsewhere, told from ${logs.length === 1 ? 'its log' : 'their logs'}:
${healthy === logs.length ? 'no symptom was found' : `${logs.length - healthy} with something wrong`}.`,
    sections: [
      ...comparison(logs),
      ...logs.flatMap((log, i) => runSections(log, verdicts[i], logs.length > 1)),
    ],
  };
  return page(
    article,
    html`<footer><p>Made by gradscope ${version}. What may help is suggested, not proven: a log cannot be run again.</p></footer>`,
  );
}

function comparison(logs: readonly ImportedLog[]): Section[] {
  const figures = comparedFigures(logs.map(({ run }) => run).slice(0, MOST_OVERLAID));
  if (figures.length === 0) return [];
  const left =
    logs.length > MOST_OVERLAID ? html`<p>The first ${MOST_OVERLAID} of ${logs.length} runs.</p>` : html``;
  return [{ heading: 'Side by side', body: html`${left}\n${figures.map(markup)}` }];
}

function runSections({ run, tags }: ImportedLog, verdict: LogVerdict, isNamed: boolean): Section[] {
  const heading = (text: string) =>
    isNamed ? `${run.name}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
  const [outcome, ...findings] = describeLogVerdict(verdict);
  return [
    {
      heading: heading(verdict.healthy ? 'The verdict' : 'What is wrong'),
      body: html`<p>${outcome}</p>\n<ul>${findings.map(finding => html`<li>${finding}</li>`)}</ul>`,
    },
    ...importedFigures(run).map(figure => ({ heading: heading(figure.title), body: markup(figure) })),
    { heading: heading('What the log holds'), body: html`${layerTable(run)}\n${tagTable(tags)}` },
  ];
}

const markup = (figure: ImportedFigure): Html => figureMarkup(figure);

/** Figures number the layers; this table has the log's names for them. */
function layerTable({ layers }: ImportedLog['run']): Html {
  if (layers.length === 0) return html``;
  const rows = layers.map(
    ({ name, fanIn, fanOut, size }, l) =>
      html`<tr><th scope="row">${l + 1}</th><td>${name}</td><td>${fanIn !== null && fanOut !== null ? `${fanIn} → ${fanOut}` : ''}</td><td>${size === null ? '' : countText(size)}</td></tr>`,
  );
  return table(['layer', 'in the log', 'shape', 'weights'], rows);
}

function tagTable(tags: ImportedLog['tags']): Html {
  const rows = tags.map(
    ({ tag, use, as, points }) =>
      html`<tr><th scope="row">${tag}</th><td>${use}</td><td>${as}</td><td>${countText(points)}</td></tr>`,
  );
  return html`<details><summary>What its ${countedText(tags.length, 'tag')} ${tags.length === 1 ? 'was' : 'were'} read as</summary>
${table(['tag', 'use', 'as', 'points'], rows)}
</details>`;
}

function table(head: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="table" tabindex="0"><table>
<thead><tr>${head.map(cell => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${rows}
</tbody></table></div>`;
}
