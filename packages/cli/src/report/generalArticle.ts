import { activationsOf, beginning } from '@gradscope/figures';
import {
  type AnyDataset,
  answersOf,
  capitalised,
  countedInWords,
  countedText,
  countText,
  type Experiment,
  inputsText,
  isRegression,
  listText,
  ratioText,
  settingText,
  valueText,
} from 'gradscope';
import type { Finding } from '../training/findings.ts';
import type { TimedRun } from '../training/messages.ts';
import type { Article, Material, Section } from './article.ts';
import { diagnosisSection } from './diagnosisSection.ts';
import { firstOverLast, hasLayers, layerMeans } from './facts.ts';
import { figureSections } from './figureSections.ts';
import { type Html, html } from './html.ts';
import { nextSteps } from './sharedSections.ts';
import { resultTable, shareTable } from './tables.ts';
import { verdictSummary } from './verdictSummary.ts';

/** The article on any experiment: the networks and data, the course of training, and the gradients. */
export function generalArticle(material: Material, findings: readonly Finding[]): Article {
  const { runs, experiment } = material.outcome;
  const { optimizer, l2, steps } = experiment.training;
  const penalty = l2 > 0 ? ` and an l2 penalty of ${settingText(l2)}` : '';
  return {
    title:
      runs.length > MOST_NAMED
        ? `Gradients of ${runs.length} networks`
        : `Gradients of ${listText(runs.map(({ name }) => name))}`,
    lede: html`${capitalised(countedInWords(runs.length, 'network'))}${shapes(runs)} trained for ${countedText(steps, 'step')} of
${optimizer.kind === 'sgd' ? 'gradient descent' : optimizer.kind} with ${stepSizeText(optimizer.stepSize)}${penalty}.`,
    verdict: verdictSummary(material, findings),
    sections: [
      trainingSection(material),
      ...diagnosisSection(findings),
      ...(runs.some(hasLayers) ? [gradientSection(material)] : []),
      ...figureSections(material),
      ...activationSection(material),
      dataSection(material),
      nextSteps(material, findings),
    ],
  };
}

function stepSizeText(stepSize: Experiment['training']['optimizer']['stepSize']): string {
  return typeof stepSize === 'number'
    ? `step size ${settingText(stepSize)}`
    : `step sizes ${stepSize.join(', ')}, layer by layer`;
}

/** With more networks than this their names would fill the screen. */
const MOST_NAMED = 6;

/** `, sigmoid (2-50-50-3) and relu (2-50-50-3),`; empty for many networks. */
const shapes = (runs: readonly TimedRun[]): string =>
  runs.length > MOST_NAMED ? '' : `, ${listText(runs.map(shape))},`;

/** `sigmoid (2-50-50-3)`; of many layers only how many. */
function shape({ name, layers }: TimedRun): string {
  const widths = [layers[0].fanIn, ...layers.map(({ width }) => width)];
  return `${name} (${widths.length > 8 ? `${layers.length} layers` : widths.join('-')})`;
}

function trainingSection({ outcome, figure }: Material): Section {
  return {
    heading: 'How training went',
    body: html`${figure('loss')}\n${resultTable(outcome)}`,
  };
}

/** With more networks than this one picture of all their layers cannot be read. */
const MOST_OVERLAID = 3;

function gradientSection({ outcome, figure }: Material): Section {
  const runs = outcome.runs.filter(hasLayers);
  const overlay = runs.length > 1 && runs.length <= MOST_OVERLAID ? figure('gradients') : html``;
  return {
    heading: 'What the gradients did',
    body: html`<p>The mean of |∂loss/∂W| over the weights of each layer. If the first layer’s lies far below the last one’s, the signal is
lost on its way back, and the layers near the input learn slowly; if it lies far above, it explodes.</p>
${runs.map(run => html`<p>${gradientSentence(run)}</p>\n${figure('gradients', run)}`)}
${overlay}
${runs.map(run => figure('heat', run))}
<p>The first layer’s mean gradient as a share of the last layer’s, during training:</p>
${shareTable(runs)}`,
  };
}

function gradientSentence(run: TimedRun): string {
  const { name, history } = run;
  const means = layerMeans(run, 0);
  const seen = means[0] === 0 ? underflowText(means) : seenText(run, means);
  const start = `${beginning(run)} a weight in layer 1 of ${name} sees ${seen}.`;
  const last = history.step.length - 1;
  if (last === 0) return start;
  const share = firstOverLast(run, last);
  const then = share === 0 ? 'exactly 0' : `${ratioText(share)} layer ${countText(means.length)}’s`;
  return `${start} At step ${countText(history.step[last])} it is ${then}.`;
}

function seenText(run: TimedRun, means: readonly number[]): string {
  return `${valueText(means[0])} on average, ${ratioText(firstOverLast(run, 0))} layer ${means.length}’s ${valueText(means.at(-1)!)}`;
}

/** Describes a gradient too small for any number, and up to which layer. */
function underflowText(means: readonly number[]): string {
  const last = means.lastIndexOf(0);
  const above = means[last + 1];
  if (above === undefined) return 'a gradient of exactly 0, as all do';
  return `exactly 0: the gradient has underflowed in layers 1 to ${countText(last + 1)}; in layer ${countText(last + 2)} it is ${valueText(above)}, in layer ${countText(means.length)} ${valueText(means.at(-1)!)}`;
}

function activationSection({ outcome, figure }: Material): Section[] {
  const used = activationsOf(outcome.runs);
  if (used.length === 0) return [];
  const slopes = used.map(
    ({ name, formula, largestSlope }) => `${name}, φ(z) = ${formula}, at most ${valueText(largestSlope)}`,
  );
  const section = {
    heading: 'The activations',
    body: html`<p>On its way back the gradient is multiplied by the slope of the activation at every unit it passes. The slope is, for
${listText(slopes)}.</p>
${figure('activations')}`,
  };
  return [section];
}

function dataSection({ outcome, figure, pairs }: Material): Section {
  const { data, experiment, runs } = outcome;
  const isPlane = !isRegression(data) && data.features === 2 && !data.axes;
  const fit: Html = figure('fit');
  const regions: Html = isPlane
    ? html`<p>Each point of the plane in the colour of the class that a network answers there:</p>
${pairs('regions', runs)}`
    : fit;
  return {
    heading: isPlane ? 'The data, and what was made of them' : 'The data',
    body: html`<p>${dataText(data)} (${experiment.data.kind}).</p>
${figure('data')}
${regions}`,
  };
}

/** `300 points of two features in three classes`; `100 sequences of 50 positions, two channels, and one value to predict at every position`. */
function dataText(data: AnyDataset): string {
  const inputs = inputsText(data);
  const each = answersOf(data) > 1 ? ' at every position' : '';
  if (isRegression(data)) return `${inputs} and ${countedInWords(data.outputs, 'value')} to predict${each}`;
  return `${inputs} in ${countedInWords(data.classes, 'class', 'classes')}${each && `, one${each}`}`;
}
