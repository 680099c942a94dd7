import type { FigureOptions } from '@gradscope/figures';
import type { Run } from 'gradscope';
import { useMemo } from 'preact/hooks';
import type { NetworkRun } from '../../session/networkRun.ts';
import { Figure, UNTRAINED } from '../../ui/Figure.tsx';

export interface RunFigureProps {
  readonly run: NetworkRun;
  /** The series that the figure needs. */
  readonly series: string;
  readonly draw: (run: Run, options: FigureOptions) => SVGSVGElement;
  /** The figure is drawn again if any of these changes. */
  readonly choices?: readonly unknown[];
  /** The text if the series was not recorded. */
  readonly empty: string;
}

/** A figure of one run. */
export function RunFigure({ run, series, draw, choices = [], empty }: RunFigureProps) {
  const history = run.history.value;
  const opened = run.opened.value;
  const drawn = useMemo(() => {
    const hasSeries = history.step.length > 0 && (history.series[series]?.columns ?? 0) > 0;
    if (!opened || !hasSeries) return undefined;
    return (options: FigureOptions) => draw(run.asRun()!, options);
  }, [run, history, opened, ...choices]);
  return <Figure draw={drawn} empty={history.step.length === 0 ? UNTRAINED : `${run.name}: ${empty}`} />;
}
