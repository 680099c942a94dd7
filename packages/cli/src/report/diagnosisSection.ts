import { describeVerdict, listText, type Verdict } from 'gradscope';
import { diagnosisFigures } from '../figures/diagnosisFigures.ts';
import type { Finding } from '../training/findings.ts';
import type { Section } from './article.ts';
import { figureMarkup } from './figureMarkup.ts';
import { type Html, html } from './html.ts';

export const DIAGNOSIS = 'What is wrong';

/** The faults of the networks that finished and have learned little; empty if all have learned. */
export function diagnosisSection(findings: readonly Finding[]): Section[] {
  const failed = findings.filter(finding => finding.failed);
  if (failed.length === 0) return [];
  const texts = failed.flatMap(({ run, verdict, complaint }) => {
    if (verdict) return [verdictMarkup(verdict)];
    return complaint === undefined ? [] : [html`<p>${run.name}: ${complaint}.</p>`];
  });
  const others = failed.filter(({ verdict, complaint }) => !verdict && complaint === undefined);
  const more =
    others.length > 0
      ? html`<p>Not looked into: ${listText(others.map(({ run }) => run.name))}.</p>`
      : html``;
  return [
    {
      heading: DIAGNOSIS,
      body: html`<p>Each network is run once more, for some of its steps, and held against networks of its widths that train. Causes are suspected only;
<code>npx gradscope diagnose</code> tries what would mend it.</p>
${texts}
${more}`,
    },
  ];
}

function verdictMarkup(verdict: Verdict): Html {
  const [outcomeText, ...findings] = describeVerdict(verdict);
  return html`<p>${outcomeText}</p>
<ul>${findings.map(finding => html`<li>${finding}</li>`)}</ul>
${diagnosisFigures([verdict]).map(figure => figureMarkup(figure))}`;
}
