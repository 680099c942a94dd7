import { type FigureKind, type FigureName, figureKinds, recordedAny } from '@gradscope/figures';
import { biographies, countedText, countText, listText } from 'gradscope';
import type { TimedRun } from '../training/messages.ts';
import type { Material, Section } from './article.ts';
import { type Html, html } from './html.ts';
import { underflowTable } from './tables.ts';

/** Figures that answer one question of the reader. */
interface Chapter {
  readonly heading: string;
  readonly lede: string;
  readonly figures: readonly FigureName[];
  /** The text before the figures. */
  readonly before?: (material: Material) => Html[];
}

const CHAPTERS: readonly Chapter[] = [
  {
    heading: 'Where the signal was lost',
    lede: `The signal of a layer is ‖∂loss/∂z‖, over all samples: what flows back into it. The dashed line is what theory predicts for
wide random networks drawn as this one was (there is none for normalized layers and skip connections), the band what sixteen other random starts give: a measured line within it is
what this design has in store for anyone, not bad luck.`,
    figures: ['signal', 'ledger'],
  },
  {
    heading: 'What the units did',
    lede: `A unit is saturated, for a sample, if its slope is below a hundredth of the largest possible, and dead if it is 0 on
all data: its incoming weights can then no longer learn.`,
    figures: ['saturation', 'values', 'neurons'],
    before: material => having(material, ['unit_dead']).map(biographyText),
  },
  {
    heading: 'In half precision',
    lede: 'The share of a layer’s gradient entries that are not 0, but would be in a 16-bit format, unless the loss were scaled.',
    figures: ['entries'],
    before: material => having(material, ['underflow_float16']).map(underflowMarkup),
  },
  {
    heading: 'How it stretches',
    lede: `Singular values: of the input–output Jacobian, by how much a small change of a point is stretched on its way to the outputs; of
the weights, layer by layer.`,
    figures: ['jacobian', 'weight-spectrum'],
  },
];

/** Shown by sections of the article; the last only as a file, since `neurons` says the same for one step. */
const ELSEWHERE: readonly string[] = [
  'data',
  'activations',
  'loss',
  'gradients',
  'heat',
  'fit',
  'regions',
  'neurons-over-time',
] satisfies FigureName[];

/**
 * The figures of what was recorded beside the gradients' magnitudes, in the order of their kinds. A kind without a chapter has a section
 * of its own.
 */
export function figureSections(material: Material): Section[] {
  const names = (Object.keys(figureKinds) as FigureName[]).filter(name => !ELSEWHERE.includes(name));
  const chapters = names.map(
    name =>
      CHAPTERS.find(({ figures }) => figures.includes(name)) ?? {
        heading: figureKinds[name].title,
        lede: '',
        figures: [name],
      },
  );
  return [...new Set(chapters)].flatMap(chapter => chapterSection(material, chapter));
}

function chapterSection(material: Material, { heading, lede, figures, before }: Chapter): Section[] {
  const shown = [
    ...(before?.(material) ?? []),
    ...figures.flatMap(name => figureMarkup(material, name)),
  ].filter(({ text }) => text !== '');
  if (shown.length === 0) return [];
  return [{ heading, body: html`${lede && html`<p>${lede}</p>`}\n${shown}` }];
}

/** The figures of a kind, each below what its kind says of it. */
function figureMarkup(material: Material, name: FigureName): Html[] {
  const { series, covers, prose } = figureKinds[name] as FigureKind;
  const runs = having(material, series);
  const groups = covers === 'each' ? runs.map(run => [run]) : runs.length > 0 ? [runs] : [];
  return groups.flatMap(those => [
    ...(prose?.(those) ?? []).map(paragraph => html`<p>${paragraph}</p>`),
    material.figure(name, ...((covers === 'each' ? [those[0]] : []) as [TimedRun])),
  ]);
}

const having = ({ outcome }: Material, series: readonly string[]): TimedRun[] =>
  outcome.runs.filter(run => recordedAny(run, series));

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

const underflowMarkup = (run: TimedRun): Html =>
  isAllKept(run)
    ? html`<p>${run.name}: nothing would.</p>`
    : html`<p>${run.name}:</p>\n${underflowTable(run)}`;

/** Whether no entry underflows at the first and the last recorded step. */
function isAllKept({ history }: TimedRun): boolean {
  const series = [history.series.underflow_float16!, history.series.underflow_bfloat16!];
  return series.every(({ columns, values }) =>
    [...values.subarray(0, columns), ...values.subarray(-columns)].every(share => share === 0),
  );
}
