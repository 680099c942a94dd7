import { type FigureOptions, recordedAny } from '@gradscope/figures';
import type { Run } from 'gradscope';
import { useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import { Figure, UNTRAINED } from '../ui/Figure.tsx';
import type { ShownKind } from './useDraw.ts';

export interface RunFigureProps {
  readonly run: NetworkRun;
  readonly kind: ShownKind;
  readonly draw: (run: Run, options: FigureOptions) => SVGSVGElement;
  /** The figure is drawn again if any of these changes. */
  readonly choices?: readonly unknown[];
}

/** A figure of one run. */
export function RunFigure({ run, kind, draw, choices = [] }: RunFigureProps) {
  const history = run.history.value;
  const opened = run.opened.value;
  const drawn = useMemo(() => {
    if (!opened || !recordedAny(run.asRun()!, kind.series)) return undefined;
    return (options: FigureOptions) => draw(run.asRun()!, options);
  }, [run, history, opened, ...choices]);
  return (
    <Figure
      draw={drawn}
      empty={history.step.length === 0 ? UNTRAINED : `${run.name}: record ${kind.record} to see this.`}
    />
  );
}
