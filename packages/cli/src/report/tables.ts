import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';
import { courseSteps, firstOverLast, hasLayers, rowAt, stepReaching } from './facts.ts';
import { type Html, html } from './html.ts';
import { count, lossText, percent, ratioText } from './numbers.ts';

/** What a network must get right to count as trained here. */
export const TRAINED = 0.9;

/** A table that scrolls sideways where it has no room. */
export function table(head: readonly string[], rows: readonly (readonly (string | Html)[])[]): Html {
  const headCells = head.map(cell => html`<th scope="col">${cell}</th>`);
  const bodyRows = rows.map(([name, ...cells]) => {
    return html`<tr><th scope="row">${name!}</th>${cells.map(cell => html`<td>${cell}</td>`)}</tr>`;
  });
  return html`<div class="table" tabindex="0"><table>
<thead><tr>${headCells}</tr></thead>
<tbody>
${bodyRows}
</tbody></table></div>`;
}

/** One row a network: where its loss began and ended, what it gets right; and where a run ended early, how far it came. */
export function resultTable({ runs, experiment }: Outcome): Html {
  const early = runs.some(({ steps }) => steps < experiment.training.steps);
  const firstLoss = runs.every(({ history }) => history.step[0] === 0)
    ? 'loss at step 0'
    : 'first loss recorded';
  const head = ['network', firstLoss, 'final loss', 'right', `${percent(TRAINED)} right at step`];
  const rows = runs.map(run => {
    const trained = stepReaching(run, TRAINED);
    return [
      run.name,
      run.history.step.length > 0 ? lossText(run.history.loss[0]!) : 'none',
      lossText(run.loss),
      percent(run.accuracy),
      trained === undefined ? 'never' : count(trained),
      ...(early ? [endText(run)] : []),
    ];
  });
  return table(early ? [...head, 'steps'] : head, rows);
}

function endText({ steps, interrupted, divergedAt }: TimedRun): string {
  if (divergedAt !== null) return `diverged at ${count(divergedAt)}`;
  return interrupted ? `interrupted at ${count(steps)}` : count(steps);
}

/** One row a step: the first layer's mean gradient as a share of the last layer's, for each network. */
export function shareTable(runs: readonly TimedRun[]): Html {
  const drawn = runs.filter(hasLayers);
  const longest = drawn.reduce((a, b) => (b.history.step.length > a.history.step.length ? b : a));
  const head = ['step', ...drawn.map(({ name }) => name)];
  const rows = courseSteps(longest).map(step => [
    count(step),
    ...drawn.map(run =>
      run.history.step.at(-1)! < step ? 'ended' : shareText(firstOverLast(run, rowAt(run, step))),
    ),
  ]);
  return table(head, rows);
}

/** With more layers than this the table has those at even distances only. */
const MOST_LAYERS = 12;

/** One row a layer: the share of gradient entries that underflow, at the first and the last recorded step. */
export function underflowTable({ history }: TimedRun): Html {
  const { underflow_float16: half, underflow_bfloat16: brain } = history.series;
  const layers = half!.columns;
  const apart = Math.max(1, Math.ceil(layers / MOST_LAYERS));
  const last = (history.step.length - 1) * layers;
  const head = ['layer', 'float16, first', 'float16, last', 'bfloat16, first', 'bfloat16, last'];
  const rows = Array.from({ length: Math.ceil(layers / apart) }, (_, i) => i * apart).map(l => [
    String(l + 1),
    ...[half!, brain!].flatMap(({ values }) => [percent(values[l]!), percent(values[last + l]!)]),
  ]);
  return table(head, rows);
}

/** `1/123`, `1.5 ×`. */
function shareText(ratio: number): string {
  if (ratio === 0) return '0';
  return ratioText(ratio)
    .replace(/ of$/, '')
    .replace(/ times$/, ' ×');
}
