import { describeVerdict, diagnose, ExperimentError, hasLearned, type Verdict } from 'gradscope';
import { diagnosisFigures } from '../figures/diagnosisFigures.ts';
import type { Material, Section } from './article.ts';
import { figureMarkup } from './figureMarkup.ts';
import { type Html, html } from './html.ts';
import { list } from './numbers.ts';

/** After fewer steps nothing is wrong yet. */
const FEWEST_STEPS = 100;
/** So many networks are diagnosed; the others are named. Each takes some seconds. */
const MOST = 3;

/** What is wrong with the networks that went to their end and have learned little; nothing where all have learned. */
export function diagnosisSection({ outcome }: Material): Section[] {
  const { experiment, table, data, runs } = outcome;
  const failed = runs.filter(
    run =>
      !run.interrupted &&
      (run.divergedAt !== null || run.steps >= FEWEST_STEPS) &&
      !hasLearned(experiment, data, run),
  );
  if (failed.length === 0) return [];
  const texts = failed.slice(0, MOST).map(({ name }) => {
    const index = experiment.networks.findIndex(network => network.name === name);
    try {
      return verdictMarkup(diagnose(experiment, index, { remedies: false, table }));
    } catch (error) {
      // Such as where there is nothing to learn: the rest of the report is there all the same.
      if (error instanceof ExperimentError) return html`<p>${name}: ${error.message}.</p>`;
      throw error;
    }
  });
  const others = failed.slice(MOST).map(({ name }) => name);
  const more = others.length > 0 ? html`<p>Not looked into: ${list(others)}.</p>` : html``;
  return [
    {
      heading: 'What is wrong',
      body: html`<p>Each network is run once more, for some of its steps, and held against networks of its widths that train. Causes are suspected only;
<code>npx gradscope diagnose</code> tries what would mend it.</p>
${texts}
${more}`,
    },
  ];
}

function verdictMarkup(verdict: Verdict): Html {
  const [outcomeText, ...findings] = describeVerdict(verdict);
  return html`<p>${outcomeText!}</p>
<ul>${findings.map(finding => html`<li>${finding}</li>`)}</ul>
${diagnosisFigures([verdict]).map(figure => figureMarkup(figure))}`;
}
