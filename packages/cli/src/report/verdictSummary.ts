import { capitalised, countInWords, hasLearned, listText, ratioText } from 'gradscope';
import type { Finding } from '../training/findings.ts';
import type { TimedRun } from '../training/messages.ts';
import type { Material } from './article.ts';
import { DIAGNOSIS } from './diagnosisSection.ts';
import { firstOverLast, hasLayers } from './facts.ts';
import { findingText } from './findingText.ts';
import { type Html, html } from './html.ts';
import { overfittingSentences } from './overfittingSentences.ts';
import { sectionName } from './page.ts';
import { type Column as QualityColumn, qualityColumns } from './qualityColumns.ts';
import { firstCommand } from './sharedSections.ts';
import { table } from './tables.ts';

/** Rows that fit on one screen with the rest of the summary; the other networks are in the tables below. */
const MOST_ROWS = 8;
const MOST_NAMED = 6;

/** The summary on one screen: who has learned, what is wrong with the others, and what to do about it. */
export function verdictSummary(material: Material, findings: readonly Finding[]): Html {
  const { experiment, data } = material.outcome;
  const learned = (run: TimedRun) => !run.interrupted && hasLearned(experiment, data, run);
  const sorted = [...findings.filter(({ failed }) => failed), ...findings.filter(({ failed }) => !failed)];
  const shown = findings.length <= MOST_ROWS ? findings : sorted.slice(0, MOST_ROWS);
  const left =
    shown.length < findings.length
      ? html`<p>${capitalised(countInWords(findings.length - shown.length))} more under “How training went”.</p>`
      : html``;
  return html`<section class="verdict" aria-label="Verdict">
<p class="outcome">${outcomeSentence(findings, learned)}</p>
${overfittingSentences(findings.map(({ run }) => run)).map(sentence => html`<p>${sentence}</p>`)}
${summaryTable(shown, learned, qualityColumns({ ...material.outcome, runs: shown.map(({ run }) => run) }))}
${left}
${firstCommand(material, findings)}
</section>`;
}

function outcomeSentence(findings: readonly Finding[], learned: (run: TimedRun) => boolean): string {
  const [failed, diverged, good] = [
    findings.filter(finding => finding.failed && finding.run.divergedAt === null),
    findings.filter(({ run }) => run.divergedAt !== null),
    findings.filter(({ run }) => learned(run)),
  ].map(some => some.map(({ run }) => run.name)) as [string[], string[], string[]];
  if (good.length === findings.length) {
    return good.length === 1
      ? `${good[0]} has learned at least half of what can be learned.`
      : `${good.length === 2 ? 'Both' : `All ${countInWords(good.length)}`} networks have learned at least half of what can be learned.`;
  }
  const parts = [
    ...(failed.length > 0 ? [`Learned less than half of what can be learned: ${named(failed)}.`] : []),
    ...(diverged.length > 0 ? [`Diverged: ${named(diverged)}.`] : []),
    ...(good.length > 0 ? [`Learned: ${named(good)}.`] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : 'It is too early to say what has been learned.';
}

const named = (names: readonly string[]): string =>
  names.length > MOST_NAMED
    ? `${listText([...names.slice(0, MOST_NAMED), `${countInWords(names.length - MOST_NAMED)} others`])}`
    : listText(names);

/** A column of the table: left out if it is empty for all networks. */
interface Column {
  readonly head: string;
  readonly of: (finding: Finding) => string | Html | undefined;
}

function summaryTable(
  findings: readonly Finding[],
  learned: (run: TimedRun) => boolean,
  quality: readonly QualityColumn[],
): Html {
  const all: readonly Column[] = [
    { head: 'finding', of: finding => findingMarkup(finding, learned) },
    ...quality.map(({ head, cells }) => ({
      head,
      of: (finding: Finding) => cells[findings.indexOf(finding)],
    })),
    { head: 'first layer’s gradient at the start', of: ({ run }) => shareAtStart(run) },
  ];
  const columns = all.filter(({ of }) => findings.some(finding => of(finding) !== undefined));
  return table(
    ['network', ...columns.map(({ head }) => head)],
    findings.map(finding => [finding.run.name, ...columns.map(({ of }) => of(finding) ?? '')]),
  );
}

/** Diagnosed networks link to their findings. */
function findingMarkup(finding: Finding, learned: (run: TimedRun) => boolean): string | Html {
  const text = findingText(finding, learned);
  return finding.verdict ? html`<a href="#${sectionName(DIAGNOSIS)}">${text}</a>` : text;
}

/** The first layer's mean gradient as a share of the last one's, before the first update. */
function shareAtStart(run: TimedRun): string | undefined {
  if (!hasLayers(run) || run.history.step[0] !== 0) return undefined;
  const share = firstOverLast(run, 0);
  return Number.isFinite(share) ? `${ratioText(share)} the last’s` : undefined;
}
