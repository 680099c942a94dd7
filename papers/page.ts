import { type Agreement, type Paper, PROGRAM, type Row, VERDICTS } from './paper.ts';

/** A paper with what came out. */
export interface Outcome {
  readonly paper: Paper;
  readonly rows: readonly Row[];
  readonly seconds: number;
}

/** docs/papers.md: a table of all papers, then a section on each. */
export function pageOf(outcomes: readonly Outcome[], machine: string): string {
  const total = outcomes.reduce((sum, { seconds }) => sum + seconds, 0);
  const lines = [
    '# Published results, rerun',
    '',
    'What papers say of how gradients flow, and what this code finds. `npm run papers` reruns all of it and writes this page, `npm run papers -- chen2018` one;',
    `it took ${total.toFixed(0)} s of one processor’s time (${machine}). With this version of Node the numbers are the same on every machine; only the seconds differ.`,
    '',
    '± is the standard error of a mean over random networks.',
    VERDICTS,
    PROGRAM,
    'Settings are smaller than the papers’ where theirs would take hours, and what disagrees is left as found. Where a setting was',
    'changed after a first result, the remark says so. Sections are named, not numbered, where the full text was not at hand.',
    '',
    '| paper | rerun | agrees | close | differs | seconds |',
    '|---|---|--:|--:|--:|--:|',
    ...outcomes.map(summaryLine),
    ...outcomes.flatMap(section),
  ];
  return `${lines.join('\n')}\n`;
}

function summaryLine({ paper, rows, seconds }: Outcome): string {
  const count = (agreement: Agreement) => rows.filter(row => row.agreement === agreement).length;
  const cells = [
    `[${nameOf(paper)}](#${anchorOf(paper)})`,
    paper.subject,
    count('agrees'),
    count('close'),
    count('differs'),
    seconds.toFixed(1),
  ];
  return `| ${cells.join(' | ')} |`;
}

function section(outcome: Outcome): string[] {
  const { paper, rows, seconds } = outcome;
  return [
    '',
    `## ${nameOf(paper)}`,
    '',
    `${paper.authors} ${paper.year}, “${paper.title}”, ${paper.source}.`,
    '',
    `- **Claim.** ${paper.claim}`,
    `- **Their setting.** ${paper.setting}`,
    `- **Our setting.** ${paper.ourSetting}`,
    '',
    '| quantity | paper | ours | agreement |',
    '|---|--:|--:|---|',
    ...rows.map(rowLine),
    '',
    `${paper.remark} (${seconds.toFixed(1)} s)`,
  ];
}

function rowLine({ quantity, paper, ours, agreement, difference }: Row): string {
  const by =
    agreement === 'agrees' || paper === '0' || Number.isNaN(difference)
      ? ''
      : `, ${signedPercent(difference)}`;
  return `| ${quantity} | ${paper} | ${ours} | ${agreement}${by} |`;
}

function signedPercent(share: number): string {
  const percent = (100 * Math.abs(share)).toFixed(Math.abs(share) < 0.1 ? 1 : 0);
  return `${share < 0 ? '−' : '+'}${percent} %`;
}

function nameOf({ authors, year }: Paper): string {
  return `${authors} ${year}`;
}

/** As GitHub makes it of the heading: lower case, spaces to hyphens, no other signs. */
function anchorOf(paper: Paper): string {
  return nameOf(paper)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
