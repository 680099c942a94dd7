import { countText, fractionText, isRegression, lossOf, percentText, valueText } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';
import { courseSteps, firstOverLast, hasLayers, rowAt, stepReaching } from './facts.ts';
import { type Html, html } from './html.ts';
import { qualityColumns, unitsText } from './qualityColumns.ts';

/** The share that a network must get right to count as trained here. */
export const TRAINED = 0.9;

/** A table that scrolls sideways if it does not fit. */
export function table(head: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  const headCells = head.map(cell => html`<th scope="col">${cell}</th>`);
  const bodyRows = rows.map(([name, ...cells]) => {
    return html`<tr><th scope="row">${name}</th>${cells.map(cell => html`<td>${cell}</td>`)}</tr>`;
  });
  return html`<div class="table" tabindex="0"><table>
<thead><tr>${headCells}</tr></thead>
<tbody>
${bodyRows}
</tbody></table></div>`;
}

/**
 * One row per network: its quality on the training rows and on those held out; and if a run ended early, its
 * number of steps.
 */
export function resultTable(outcome: Outcome): Html {
  const { runs, experiment, data } = outcome;
  const early = runs.some(({ steps }) => steps < experiment.training.steps);
  const columns = [
    { head: firstLossHead(runs), cells: runs.map(firstLoss) },
    ...qualityColumns(outcome),
    ...(isRegression(data)
      ? []
      : [{ head: `${percentText(TRAINED)} of the training data right at step`, cells: runs.map(trainedAt) }]),
    ...(early ? [{ head: 'steps', cells: runs.map(endText) }] : []),
  ].filter(({ cells }) => cells.some(text => text !== ''));
  const rows = runs.map(({ name }, i) => [name, ...columns.map(({ cells }) => cells[i])]);
  const units = unitsText(data, lossOf(experiment, data), experiment.training.l2);
  return html`${table(['network', ...columns.map(({ head }) => head)], rows)}\n<p>${units}</p>`;
}

const firstLossHead = (runs: readonly TimedRun[]): string =>
  runs.every(({ history }) => history.step[0] === 0)
    ? 'training loss at step 0'
    : 'first training loss recorded';

const firstLoss = ({ history }: TimedRun): string =>
  history.step.length > 0 ? valueText(history.loss[0]) : '';

function trainedAt(run: TimedRun): string {
  const step = stepReaching(run, TRAINED);
  return step === undefined ? 'never' : countText(step);
}

function endText({ steps, interrupted, divergedAt }: TimedRun): string {
  if (divergedAt !== null) return `diverged at ${countText(divergedAt)}`;
  return interrupted ? `interrupted at ${countText(steps)}` : countText(steps);
}

/** One row per step: the first layer's mean gradient as a share of the last layer's, for each network. */
export function shareTable(runs: readonly TimedRun[]): Html {
  const drawn = runs.filter(hasLayers);
  const longest = drawn.reduce((a, b) => (b.history.step.length > a.history.step.length ? b : a));
  const head = ['step', ...drawn.map(({ name }) => name)];
  const rows = courseSteps(longest).map(step => [
    countText(step),
    ...drawn.map(run =>
      run.history.step.at(-1)! < step ? 'ended' : fractionText(firstOverLast(run, rowAt(run, step))),
    ),
  ]);
  return table(head, rows);
}

/** With more layers than this the table shows only evenly spaced ones. */
const MOST_LAYERS = 12;

/**
 * One row per layer: the share of gradient entries that underflow, at the first and the last recorded step.
 */
export function underflowTable({ history }: TimedRun): Html {
  const { underflow_float16: half, underflow_bfloat16: brain } = history.series;
  const layers = half!.columns;
  const apart = Math.max(1, Math.ceil(layers / MOST_LAYERS));
  const last = (history.step.length - 1) * layers;
  const head = ['layer', 'float16, first', 'float16, last', 'bfloat16, first', 'bfloat16, last'];
  const rows = Array.from({ length: Math.ceil(layers / apart) }, (_, i) => i * apart).map(l => [
    String(l + 1),
    ...[half!, brain!].flatMap(({ values }) => [percentText(values[l]), percentText(values[last + l])]),
  ]);
  return table(head, rows);
}
