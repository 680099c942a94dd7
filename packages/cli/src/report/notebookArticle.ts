import {
  activations,
  capitalised,
  countInWords,
  countText,
  percentText,
  ratioText,
  slope,
  valueText,
} from 'gradscope';
import { notebookExperiment } from '../notebookExperiment.ts';
import type { TimedRun } from '../training/messages.ts';
import type { Article, Material, Section } from './article.ts';
import { firstLayerMean, firstOverLast, layerMeans, rowAt, stepReaching } from './facts.ts';
import { html } from './html.ts';
import { nextSteps } from './sharedSections.ts';
import { resultTable, shareTable, TRAINED } from './tables.ts';

/**
 * The article on the notebook’s experiment. Its argument holds for that experiment run to its end; its
 * numbers are the run’s.
 */
export function notebookArticle(material: Material): Article {
  const [sigmoid, relu] = material.outcome.runs as readonly [TimedRun, TimedRun];
  const { steps } = material.outcome.experiment.training;
  return {
    title: 'Where the gradient goes: sigmoid and ReLU on a spiral',
    lede: html`Two networks of one shape learn the same ${countText(material.outcome.data.samples)} points with the same step size for
${countText(steps)} steps. They differ only in the function inside their hidden units. The ReLU network first gets ${percentText(TRAINED)}
of the points right at step ${trainedAt(relu)}, the sigmoid network at step ${trainedAt(sigmoid)}. Here is where the time went.`,
    // The story is read from beginning to end, so nothing is folded.
    sections: [
      dataSection(material),
      activationSection(material, sigmoid),
      trainingSection(material, sigmoid, relu),
      gradientSection(material, sigmoid, relu),
      heuristicSection(material, sigmoid),
      regionSection(material, sigmoid, relu),
      nextSteps(material, []),
    ].map(section => ({ ...section, open: true })),
  };
}

const trainedAt = (run: TimedRun): string => countText(stepReaching(run, TRAINED) ?? run.steps);

function dataSection({ figure }: Material): Section {
  const { classes, pointsPerClass, noise } = notebookExperiment.data;
  return {
    heading: 'The data',
    body: html`<p>${capitalised(countInWords(classes))} arms wind outwards from one centre, ${pointsPerClass} points on each, with the angle of every point
blurred by noise of ${noise} radians. The task is to say which arm a point lies on. No straight line can do that, so the
hidden layers have to learn how to bend one, and they learn only from the gradient that reaches them.</p>
${figure('data')}`,
  };
}

function activationSection({ figure }: Material, { network }: TimedRun): Section {
  const steepest = slope(activations.sigmoid, 0);
  const layers = network.hidden.length;
  return {
    heading: 'Two ways to bend',
    body: html`<p>A hidden unit adds up its inputs and passes the sum through a function. The sigmoid squashes it between 0 and 1.
ReLU keeps what is positive and drops the rest.</p>
<p>What matters for learning is the derivative: on its way back the gradient is multiplied by the <em>slope</em> at every unit it
passes. The sigmoid’s slope is 1/${1 / steepest} at best, and close to 0 for a unit pushed far to either side. ReLU’s is exactly 1 for
every unit that is on. So ${countInWords(layers)} sigmoid layers let through at most 1/${1 / steepest ** layers} of the gradient, ReLU units that are on all of it;
the weights in between scale it too, for both alike.</p>
${figure('activations')}`,
  };
}

function trainingSection({ outcome, figure }: Material, sigmoid: TimedRun, relu: TimedRun): Section {
  const early = outcome.experiment.training.steps / 5;
  const at = ({ history }: TimedRun, row: number) =>
    `${valueText(history.loss[row])} with ${percentText(history.accuracy[row])} of the points right`;
  return {
    heading: 'What happened',
    body: html`<p>Both begin at chance. By step ${countText(early)} the ReLU network has a loss of ${at(relu, rowAt(relu, early))};
the sigmoid network has ${at(sigmoid, rowAt(sigmoid, early))}. It sits on plateaus, where the loss hardly moves for thousands of
steps, before it finds a way down; given all ${countText(sigmoid.steps)} steps it does get to ${percentText(sigmoid.accuracy)}, against
${percentText(relu.accuracy)}.</p>
${figure('loss')}
${resultTable(outcome)}`,
  };
}

function gradientSection({ outcome, figure }: Material, sigmoid: TimedRun, relu: TimedRun): Section {
  const [first, last] = [layerMeans(sigmoid, 0)[0], layerMeans(sigmoid, 0).at(-1)!];
  const reluFirst = layerMeans(relu, 0)[0];
  const start = outcome.experiment.training.steps / 50;
  const levelAt = sigmoid.history.step.findIndex((_, row) => firstOverLast(sigmoid, row) >= 1);
  return {
    heading: 'Where the gradient was lost',
    body: html`<p>The curves below show, for each layer, the mean of |∂loss/∂W| over its weights, on a logarithmic axis. Look at the left
edge. Before the first update a weight in layer 1 of the sigmoid network sees a gradient of ${valueText(first)} on average,
${ratioText(first / last)} layer 3’s ${valueText(last)}. In the ReLU network layer 1 sees ${valueText(reluFirst)}:
${ratioText(reluFirst / layerMeans(relu, 0).at(-1)!)} layer 3’s, and ${ratioText(reluFirst / first)} what the sigmoid’s layer 1 gets.</p>
${figure('gradients', sigmoid)}
${figure('gradients', relu)}
<p>The large gradient at the sigmoid’s output is soon spent: within ${countText(levelAt)} steps layer 3 has learned to give every class
its share of the answers, which does not need the layers below, and its gradient has sunk to that of layer 1. From then on the layers are in
step, but they are slow: over the first ${countText(start)} steps layer 1 sees ${valueText(firstLayerMean(sigmoid, start))} on average with sigmoid units,
${valueText(firstLayerMean(relu, start))} with ReLU. The network is not stuck. It takes small steps for a long time.</p>
${figure('gradients')}
<p>Layer 1’s mean gradient as a share of layer 3’s, during training:</p>
${shareTable(outcome.runs)}
<p>Late in training the sigmoid network’s gradients are the larger ones. That is no sign of health: the ReLU network has less
left to learn. A gradient says how much can be gained here, not how much has been.</p>`,
  };
}

function heuristicSection({ figure }: Material, { initial }: TimedRun): Section {
  const [one, two] = initial.slice(0, 2).map(({ fanIn, fanOut }) => ({
    shape: `${fanIn} × ${fanOut}`,
    entries: fanIn * fanOut,
    divisor: fanIn + fanOut,
    inflation: (fanIn * fanOut) / (fanIn + fanOut),
  })) as [Shape, Shape];
  return {
    heading: 'A mean that is not one',
    body: html`<p>The notebook drew something else: it divided the sum of |∂loss/∂W| by the <em>sum</em> of the two dimensions of W. The number of
weights is their <em>product</em>. Layer 1, ${one.shape}, has ${countText(one.entries)} weights and was divided by ${one.divisor}; layer 2, ${two.shape}, has
${countText(two.entries)} and was divided by ${two.divisor}. Compared with a mean that makes layer 2 look ${Math.round(two.inflation / one.inflation)} times larger against
layer 1. In the notebook’s picture layer 2 lies above layer 1; per weight, it lies below.</p>
${figure('notebook-heuristic')}`,
  };
}

interface Shape {
  readonly shape: string;
  readonly entries: number;
  readonly divisor: number;
  /** The heuristic over the mean. */
  readonly inflation: number;
}

function regionSection({ outcome, pairs }: Material, sigmoid: TimedRun, relu: TimedRun): Section {
  const wrong = ({ accuracy }: TimedRun) => Math.round((1 - accuracy) * outcome.data.samples);
  return {
    heading: 'What they learned',
    body: html`<p>Each point of the plane takes the colour of the class its network answers there. Both follow the arms. The sigmoid network
draws smooth, cautious borders and misplaces ${wrong(sigmoid)} of ${outcome.data.samples} points; the ReLU network’s borders are made of straight
pieces, with a kink where a unit switches on, and misplace ${wrong(relu)}. Away from the data both only guess.</p>
${pairs('regions', [sigmoid, relu])}`,
  };
}
