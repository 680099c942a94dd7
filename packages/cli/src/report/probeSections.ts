import { ledgerSentence, saturationAbsences } from '@gradscope/figures';
import { biographies, countedText, countText, listText } from 'gradscope';
import type { TimedRun } from '../training/messages.ts';
import type { Material, Section } from './article.ts';
import { beginning } from './facts.ts';
import { type Html, html } from './html.ts';
import { underflowTable } from './tables.ts';

/**
 * The findings of the probes beyond the gradients' magnitudes, in the order of a reader's questions: where,
 * why, in which units.
 */
export function probeSections(material: Material): Section[] {
  return [
    ...signalSection(material),
    ...unitSection(material),
    ...updateSection(material),
    ...precisionSection(material),
    ...spectrumSection(material),
  ];
}

function having({ outcome }: Material, series: string): TimedRun[] {
  return outcome.runs.filter(
    ({ history }) => history.step.length > 0 && (history.series[series]?.columns ?? 0) > 0,
  );
}

function signalSection(material: Material): Section[] {
  const { figure } = material;
  const signal = having(material, 'delta_norm');
  const ledger = having(material, 'ledger_weights');
  if (signal.length === 0) return [];
  const where = ledger.map(
    run => html`<p>${beginning(run)}, in ${run.name}, ${ledgerSentence(run, run.history.step[0])}.</p>
${figure(`ledger-${run.name}`)}`,
  );
  return [
    {
      heading: 'Where the signal was lost',
      body: html`<p>The signal of a layer is ‖∂loss/∂z‖, over all samples: what flows back into it. The dashed line is what theory predicts for
wide random networks drawn as this one was (there is none for normalized layers and skip connections), the band what sixteen other random starts give: a measured line within it is
what this design has in store for anyone, not bad luck.</p>
${signal.map(({ name }) => figure(`signal-${name}`))}
${where}`,
    },
  ];
}

function unitSection(material: Material): Section[] {
  const { figure } = material;
  const shown: Html[] = [
    ...absences(material),
    figure('saturation'),
    ...having(material, 'unit_dead').map(biographyText),
    ...having(material, 'act_mean').map(({ name }) => figure(`values-${name}`)),
    ...having(material, 'grad_neuron').map(({ name }) => figure(`neurons-${name}`)),
  ];
  if (shown.every(({ text }) => text === '')) return [];
  return [
    {
      heading: 'What the units did',
      body: html`<p>A unit is saturated, for a sample, if its slope is below a hundredth of the largest possible, and dead if it is 0 on
all data: its incoming weights can then no longer learn.</p>
${shown}`,
    },
  ];
}

/** Sentences for absent effects: if the figure would show nothing else, it is not drawn. */
function absences({ outcome }: Material): Html[] {
  const recorded = outcome.runs.filter(({ history }) => history.step.length > 0);
  const { sentences, isAll } = saturationAbsences(recorded);
  return isAll ? sentences.map(sentence => html`<p>${sentence}</p>`) : [];
}

/** The first deaths are listed one by one, the others counted. */
const MOST_DEATHS = 5;

function biographyText({ name, layers, history }: TimedRun): Html {
  const widths = layers.slice(0, -1).map(({ width }) => width);
  const deaths = biographies(history, widths);
  if (deaths.length === 0) return html`<p>No unit of ${name} was dead at any recorded step.</p>`;
  const revived = deaths.filter(({ revivedAt }) => revivedAt !== null).length;
  const listed = deaths.slice(0, MOST_DEATHS).map(({ layer, unit, diedAt, aliveAt, revivedAt }) => {
    const after = aliveAt === null ? ' (from the start)' : ` (alive at ${countText(aliveAt)})`;
    return `unit ${unit} of layer ${layer} at step ${countText(diedAt)}${after}${revivedAt === null ? '' : `, back at ${countText(revivedAt)}`}`;
  });
  const more =
    deaths.length > MOST_DEATHS ? `, and ${countedText(deaths.length - MOST_DEATHS, 'more death')}` : '';
  return html`<p>In ${name} units died ${countedText(deaths.length, 'time')}, and ${countedText(revived, 'time')} one came back: ${listText(listed)}${more}.</p>`;
}

function updateSection(material: Material): Section[] {
  if (having(material, 'update_ratio').length === 0) return [];
  return [
    {
      heading: 'How far the weights moved',
      body: html`<p>The norm of each step’s update over that of the weights it changed, for the optimizer in use.</p>
${material.figure('updates')}`,
    },
  ];
}

function precisionSection(material: Material): Section[] {
  const underflow = having(material, 'underflow_float16');
  const entries = having(material, 'grad_histogram');
  if (underflow.length + entries.length === 0) return [];
  const tables = underflow.map(run =>
    isAllKept(run)
      ? html`<p>${run.name}: nothing would.</p>`
      : html`<p>${run.name}:</p>\n${underflowTable(run)}`,
  );
  return [
    {
      heading: 'In half precision',
      body: html`<p>The share of a layer’s gradient entries that are not 0, but would be in a 16-bit format, unless the loss were scaled.</p>
${tables}
${entries.map(({ name }) => material.figure(`entries-${name}`))}`,
    },
  ];
}

/** Whether no entry underflows at the first and the last recorded step. */
function isAllKept({ history }: TimedRun): boolean {
  const series = [history.series.underflow_float16, history.series.underflow_bfloat16];
  return series.every(({ columns, values }) =>
    [...values.subarray(0, columns), ...values.subarray(-columns)].every(share => share === 0),
  );
}

function spectrumSection(material: Material): Section[] {
  const { figure } = material;
  const shown = [figure('jacobian'), figure('weight-spectrum')];
  if (shown.every(({ text }) => text === '')) return [];
  return [
    {
      heading: 'How it stretches',
      body: html`<p>Singular values: of the input–output Jacobian, by how much a small change of a point is stretched on its way to the outputs; of
the weights, layer by layer.</p>
${shown}`,
    },
  ];
}
