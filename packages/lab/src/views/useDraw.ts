import { type FigureKind, type FigureOptions, recordedAny } from '@gradscope/figures';
import type { Run } from 'gradscope';
import { useMemo } from 'preact/hooks';
import type { Session } from '../session/session.ts';
import { UNTRAINED } from '../ui/Figure.tsx';

type Draw = (options: FigureOptions) => SVGSVGElement;

/** What a view has to know of a kind of figure. */
export type ShownKind = Pick<FigureKind, 'series' | 'record'>;

/**
 * The function that draws the runs that have a kind's series. It is a new one whenever the runs or `choices`
 * change.
 */
export function useDraw(
  session: Session,
  { series }: ShownKind,
  draw: (runs: readonly Run[], options: FigureOptions) => SVGSVGElement,
  choices: readonly unknown[] = [],
): Draw | undefined {
  const runs = session.drawable.value;
  return useMemo(() => {
    const having = runs.filter(run => recordedAny(run, series));
    return having.length > 0 ? options => draw(having, options) : undefined;
  }, [runs, ...choices]);
}

/**
 * The text while there is nothing to draw. For trained networks it names what the run would have to record.
 */
export function emptyText(session: Session, { record }: ShownKind): string {
  return session.drawable.value.length > 0 ? `Record ${record} to see this.` : UNTRAINED;
}
