import { listText, percentText, type RecordedRun } from 'gradscope';
import type { Curve } from '../marks/curve.ts';
import { curveHeight, curvePanel } from '../panels/curvePanel.ts';
import { arrangePanels } from '../panels/panels.ts';
import { curveNotes } from '../records/curveNotes.ts';
import { describeCurve } from '../records/describe.ts';
import { layerCurves } from '../records/layerCurves.ts';
import { composeFigure } from '../sheet/composeFigure.ts';
import { type FigureOptions, resolveOptions } from '../sheet/options.ts';
import type { FigureKind } from './figureKind.ts';

const shares = [
  {
    name: 'saturated',
    label: 'share saturated',
    words: 'Share of outputs saturated',
    meaning: 'saturated: the slope |φ′| is below 0.01 of its largest',
    title: 'Saturated',
    none: 'No unit was saturated at any recorded step.',
  },
  {
    name: 'dead',
    label: 'share of units dead',
    words: 'Share of units dead on all data',
    meaning: 'dead: the slope is 0 on all data',
    title: 'Dead',
    none: 'No unit was dead at any recorded step.',
  },
] as const;

/** The shares that some runs recorded, and whether any unit of theirs has one above 0. */
function recordedShares(runs: readonly RecordedRun[]) {
  return shares.flatMap(share => {
    const those = runs.filter(({ history }) => history.step.length > 0 && history.series[share.name]);
    const isEmpty = those.every(({ history }) =>
      history.series[share.name]!.values.every(value => value === 0),
    );
    return those.length > 0 ? [{ ...share, runs: those, isEmpty }] : [];
  });
}

/**
 * The lines of {@link saturationCurves} that would stay at 0, a sentence each: `No unit was dead at any
 * recorded step.` If these are all recorded lines, the figure has nothing to show.
 */
function absences(runs: readonly RecordedRun[]): { sentences: string[]; isAll: boolean } {
  const recorded = recordedShares(runs);
  const empty = recorded.filter(({ isEmpty }) => isEmpty);
  return { sentences: empty.map(({ none }) => none), isAll: empty.length === recorded.length };
}

/** The first of these that covers all shares is used, so that few dead units are visible. */
const ceilings = [0.05, 0.1, 0.2, 0.5, 1];

function ceilingOf(curves: readonly Curve[]): number {
  const reached = (ceiling: number) =>
    curves.every(({ value }) => Array.prototype.every.call(value, share => !(share > ceiling)));
  return ceilings.find(reached) ?? 1;
}

/**
 * Draws, for each hidden layer over training, the share of its outputs that are saturated, and of its units
 * that are dead on all data; one panel for each of the two that was recorded, with the runs that recorded it.
 * A share that is 0 throughout is described in a sentence and not drawn.
 *
 * @throws RangeError if no run recorded either (probes `activation` and `dead`)
 */
export function saturationCurves(runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const recorded = recordedShares(runs);
  const filled = recorded.filter(({ isEmpty }) => !isEmpty);
  // A panel with nothing but lines at 0 becomes a sentence, unless it would be the only panel.
  const panels = (filled.length > 0 ? filled : recorded).map(({ runs: those, ...share }) => ({
    ...share,
    ...layerCurves(those, share.name, undefined, settings),
  }));
  if (panels.length === 0) {
    throw new RangeError(
      `runs: expected one that recorded saturated or dead, got ${runs.length} without either`,
    );
  }
  const titles = panels.map(({ title }, i) => (i === 0 ? title : title.toLowerCase()));
  const caption = {
    title: `${listText(titles)} units: ${listText(runs.map(run => run.name))}`,
    subtitle: `Each hidden layer; ${panels.map(({ meaning }) => meaning).join('; ')}${panels[0].leftOut}`,
    notes: [
      ...panels.flatMap(({ curves }) => curveNotes(curves, 'linear')),
      ...recorded.filter(({ isEmpty }) => isEmpty).map(({ none }) => none),
    ],
    description: panels
      .map(
        ({ words, curves, leftOut }) =>
          `${words}, by hidden layer, over training steps, on a linear axis from 0 to ${ceilingOf(curves)}${leftOut}. ${curves
            .map(({ name, step, value }) => describeCurve(name, step, value))
            .join(' ')}`,
      )
      .join(' '),
  };
  return composeFigure(settings, caption, area =>
    arrangePanels(area, panels.length, curveHeight, (index, size) => {
      const { curves, label } = panels[index];
      const axis = { scale: 'linear', label, domain: [0, ceilingOf(curves)], format: percentText } as const;
      return curvePanel(curves, { ...size, ...axis }, settings);
    }),
  );
}

export const saturationKind = {
  title: 'Saturated and dead units',
  series: ['saturated', 'dead'],
  record: 'activations or dead units',
  inLogs: ['saturated', 'dead'],
  covers: 'all',
  pick: runs => (absences(runs).isAll ? [] : runs),
  draw: saturationCurves,
  prose: runs => {
    const { sentences, isAll } = absences(runs);
    return isAll ? sentences : [];
  },
} as const satisfies FigureKind;
