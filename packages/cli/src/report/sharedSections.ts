import { basename, dirname, extname, join } from 'node:path';
import { editExperimentText, writeExperimentText } from '@gradscope/formats';
import {
  countedText,
  countInWords,
  type Experiment,
  isRegression,
  listText,
  percentText,
  remediesFor,
} from 'gradscope';
import { shellPath, shellWord } from '../output/shellWord.ts';
import type { Finding } from '../training/findings.ts';
import type { TimedRun } from '../training/messages.ts';
import type { Material, Section } from './article.ts';
import { changedLines } from './changedLines.ts';
import { rowAt } from './facts.ts';
import { type Html, html } from './html.ts';

/** Something to do next, and the command that does it. */
interface Step {
  readonly text: string;
  readonly command: string;
  /** Lines of the experiment's file that it changes. */
  readonly change?: string;
}

/** The reader's next steps, with commands for this run's file and folder. */
export function nextSteps(material: Material, findings: readonly Finding[]): Section {
  return {
    heading: 'What to try next',
    body: html`<ul>
${stepsFor(material, findings).map(({ text, command, change }) => html`<li>${text}\n${change === undefined ? html`` : html`<pre class="change">${change}</pre>`}<pre>${command}</pre></li>`)}
</ul>`,
  };
}

/** The first of the next steps, for who reads no further. */
export function firstCommand(material: Material, findings: readonly Finding[]): Html {
  const [{ text, command }] = stepsFor(material, findings) as [Step];
  return html`<p class="next">${text}</p>\n<pre>${command}</pre>`;
}

function stepsFor(material: Material, findings: readonly Finding[]): Step[] {
  const { outcome, folder } = material;
  const file = material.file ?? join(folder, 'experiment.yaml');
  return [
    ...(material.file === undefined ? [exportStep(folder, file)] : []),
    ...mendingSteps(file, findings),
    ...likelySteps(material, file, findings),
    ...longerSteps(file, material),
    ...checkingSteps(file),
    ...arraySteps(folder, outcome.runs),
  ];
}

/** If the experiment came from no file, the commands below need one. */
const exportStep = (folder: string, file: string): Step => ({
  text: 'Write this experiment to a file of your own, to change it:',
  command: `npx gradscope export ${shellPath(folder)} --to yaml --out ${shellPath(file)}`,
});

function mendingSteps(file: string, findings: readonly Finding[]): Step[] {
  const failed = findings.filter(finding => finding.failed).map(({ run }) => run.name);
  if (failed.length === 0) return [];
  const fixed = join(dirname(file), `${basename(file, extname(file))}-fixed.yaml`);
  const [whose, those] =
    failed.length === 1 ? [failed[0], 'it'] : [`these ${countInWords(failed.length)} networks`, 'them'];
  return [
    {
      text: `Find the change that makes ${whose} train, prove it on other seeds, and write the experiment with it:`,
      command: `npx gradscope diagnose ${shellPath(file)} --fix ${shellPath(fixed)}`,
    },
    {
      text: `See what was changed, and train ${those} so:`,
      command: `diff ${shellPath(file)} ${shellPath(fixed)}; npx gradscope train ${shellPath(fixed)}`,
    },
  ];
}

/** The change that a diagnosis tries first, as the lines of this run's own file. */
function likelySteps({ outcome, text }: Material, file: string, findings: readonly Finding[]): Step[] {
  const { experiment, data } = outcome;
  const found = findings.find(({ failed, verdict }) => failed && verdict && verdict.symptoms.length > 0);
  if (!found?.verdict) return [];
  const index = experiment.networks.findIndex(({ name }) => name === found.run.name);
  const [first] = remediesFor(experiment, index, found.verdict.symptoms, !isRegression(data));
  if (!first) return [];
  const { change } = first;
  // As it was run: another number of steps may have been asked for than the file says.
  const written = (wanted: Experiment) =>
    text === undefined ? writeExperimentText(wanted) : editExperimentText(text, file, wanted);
  const lines = changedLines(written(experiment), written(change.experiment));
  if (lines === undefined) return [];
  return [
    {
      text: `What is tried first for ${found.run.name}, and may help, is ${change.text}. In ${file} that is:`,
      change: lines,
      command: `npx gradscope train ${shellPath(file)}`,
    },
  ];
}

/** A loss that fell by this share over the last fifth of the steps would fall further. */
const STILL_FALLING = 0.1;

function longerSteps(file: string, { outcome: { runs, experiment } }: Material): Step[] {
  const { steps } = experiment.training;
  const falls = runs
    .map(run => ({ name: run.name, fall: fallAtEnd(run) }))
    .filter(({ fall }) => fall >= STILL_FALLING);
  if (falls.length === 0) return [];
  const least = Math.min(...falls.map(({ fall }) => fall));
  const bound = falls.length === 1 ? percentText(least) : `at least ${percentText(least)}`;
  return [
    {
      text: `The training loss of ${listText(falls.map(({ name }) => name))} still fell by ${bound} over the last fifth of ${countedText(steps, 'step')}. Train for longer:`,
      command: `npx gradscope train ${shellPath(file)} --steps ${2 * steps}`,
    },
  ];
}

/** The share by which the loss fell over the last fifth of a run; 0 if unknown. */
function fallAtEnd(run: TimedRun): number {
  const { history, steps, interrupted, divergedAt } = run;
  if (interrupted || divergedAt !== null || history.step.length < 5) return 0;
  const before = history.loss[rowAt(run, Math.floor(0.8 * steps))];
  const fall = (before - run.loss) / before;
  return before > 0 && Number.isFinite(fall) ? fall : 0;
}

const checkingSteps = (file: string): Step[] => [
  {
    text: 'Hold the gradients at the start against what theory predicts of networks drawn as these were:',
    command: `npx gradscope theory ${shellPath(file)}`,
  },
  {
    text: 'Ask whether the gradients shown here are right, by comparing them with differences of the loss:',
    command: `npx gradscope gradients ${shellPath(file)}`,
  },
];

function arraySteps(folder: string, [first]: readonly TimedRun[]): Step[] {
  if (!first) return [];
  const path = JSON.stringify(join(folder, `${first.name}.npz`));
  return [
    {
      text: 'Take the numbers elsewhere: every parameter and every recorded step is in one file a network, beside this page:',
      command: `python3 -c ${shellWord(`import numpy; print(numpy.load(${path})["loss"])`)}`,
    },
  ];
}
