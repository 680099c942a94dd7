import type { RecordedRun } from 'gradscope';
import { composeFigure } from './composeFigure.ts';
import type { Curve } from './curve.ts';
import { curveNotes } from './curveNotes.ts';
import { curveHeight, curvePanel } from './curvePanel.ts';
import { describeCurve, spokenList } from './describe.ts';
import { layerCurves } from './layerCurves.ts';
import { type FigureOptions, resolveOptions } from './options.ts';
import { arrangePanels } from './panels.ts';

const shares = [
  { name: 'saturated', label: 'share saturated', words: 'Share of outputs saturated' },
  { name: 'dead', label: 'share of units dead', words: 'Share of units dead on all data' },
] as const;

/** The first of these that holds all shares: few dead units are to be seen. */
const ceilings = [0.05, 0.1, 0.2, 0.5, 1];

function ceilingOf(curves: readonly Curve[]): number {
  const reached = (ceiling: number) =>
    curves.every(({ value }) => Array.prototype.every.call(value, share => !(share > ceiling)));
  return ceilings.find(reached) ?? 1;
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(6))} %`;

/**
 * Draws, for each hidden layer over training, the share of its outputs that are saturated, and of its units that are dead on all data;
 * one panel for each of the two that was recorded, of the runs that recorded it.
 *
 * @throws RangeError when no run recorded either (probes `activation` and `dead`)
 */
export function saturationCurves(runs: readonly RecordedRun[], options: FigureOptions = {}): SVGSVGElement {
  const settings = resolveOptions(options);
  const panels = shares.flatMap(({ name, ...said }) => {
    const those = runs.filter(({ history }) => history.step.length > 0 && history.series[name]);
    return those.length > 0 ? [{ ...said, ...layerCurves(those, name, undefined, settings) }] : [];
  });
  if (panels.length === 0) {
    throw new RangeError(
      `runs: expected one that recorded saturated or dead, got ${runs.length} without either`,
    );
  }
  const meanings = [
    'saturated: the slope |φ′| is below 0.01 of its largest',
    'dead: it is 0 on all data',
  ].filter((_, i) => panels.some(({ label }) => label === shares[i]!.label));
  const caption = {
    title: `${panels.length === 2 ? 'Saturated and dead' : panels[0]!.label === shares[0].label ? 'Saturated' : 'Dead'} units: ${spokenList(runs.map(run => run.name))}`,
    subtitle: `Each hidden layer; ${meanings.join('; ')}${panels[0]!.leftOut}`,
    notes: panels.flatMap(({ curves }) => curveNotes(curves, 'linear')),
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
      const { curves, label } = panels[index]!;
      const axis = { scale: 'linear', label, domain: [0, ceilingOf(curves)], format: percent } as const;
      return curvePanel(curves, { ...size, ...axis }, settings);
    }),
  );
}
