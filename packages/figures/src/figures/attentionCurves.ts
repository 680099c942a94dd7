import { listText, type RecordedRun } from 'gradscope';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { arrangePanels } from '../panels/panels.ts';
import { headNames } from '../records/columnNames.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { layerCurves } from '../records/layerCurves.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';

const PANELS = [
  {
    series: 'attention_entropy',
    label: 'entropy in nats',
    words: 'Mean entropy of the weights of each head',
    meaning: 'entropy: 0 where a head looks at one position',
    scale: 'linear',
    options: { columns: headNames('attention_entropy') },
  },
  {
    series: 'attention_logit',
    label: 'largest |q · k| / √size',
    words: 'Largest logit of each head',
    meaning: 'logits: above about 50 a softmax is certain',
    scale: 'log',
    options: { columns: headNames('attention_logit') },
  },
  {
    series: 'token_distance',
    label: '‖x − mean‖ / ‖x‖',
    words: 'Distance of the tokens from their mean, by hidden layer',
    meaning: 'distance of tokens: 0 where all are alike',
    scale: 'log',
    options: {},
  },
] as const;

/** Whether any value of a series is one: networks without positions have no distance of tokens. */
const hasValues = ({ history }: RecordedRun, series: string): boolean =>
  (history.series as Readonly<Record<string, { values: Float64Array } | undefined>>)[series]?.values.some(
    value => !Number.isNaN(value),
  ) ?? false;

/**
 * Draws what the heads of attention do over training: how widely they look, the largest logit of each, and how far apart
 * the tokens are after each layer. A panel for each that was recorded.
 *
 * @throws RangeError if no run recorded any (probe `attention`)
 *
 * Source: Zhai et al. 2023, "Stabilizing transformer training by preventing attention entropy collapse"; Dong, Cordonnier &
 * Loukas 2021, "Attention is not all you need", for the distance of tokens.
 */
export function attentionCurves(runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const panels = PANELS.flatMap(panel => {
    const those = runs.filter(run => hasValues(run, panel.series));
    if (those.length === 0) return [];
    return [{ ...panel, ...layerCurves(those, panel.series, undefined, settings, panel.options) }];
  });
  if (panels.length === 0) {
    throw new RangeError(`runs: expected one that recorded attention, got ${runs.length} without`);
  }
  const caption = {
    title: `Attention: ${listText(runs.map(run => run.name))}`,
    subtitle: `${panels.map(({ meaning, leftOut }) => `${meaning}${leftOut}`).join('; ')}`,
    notes: panels.flatMap(({ curves, scale }) => curveNotes(curves, scale)),
    description: panels
      .map(
        ({ words, curves, scale, leftOut }) =>
          `${words}, over training steps, on a ${scale} axis${leftOut}. ${curves
            .map(({ name, step, value }) => describeCurve(name, step, value))
            .join(' ')}`,
      )
      .join(' '),
  };
  return composeFigure(settings, caption, area =>
    arrangePanels(area, panels.length, curveHeight, (index, size) => {
      const { curves, label, scale } = panels[index];
      return curvePanel(curves, { ...size, scale, label }, settings);
    }),
  );
}

export const attentionKind = {
  title: 'Attention',
  series: ['attention_entropy', 'attention_logit'],
  record: 'attention',
  covers: 'each',
  draw: attentionCurves,
  prose: () => [
    'A head whose entropy falls to 0 looks at a single position, and its softmax passes hardly any gradient. Where the tokens become alike, the layers above have nothing left to tell apart.',
  ],
} as const satisfies FigureKind;
