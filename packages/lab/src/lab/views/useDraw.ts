import type { FigureOptions } from '@gradscope/figures';
import type { Run } from 'gradscope';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../session/session.ts';
import { UNTRAINED } from '../../ui/Figure.tsx';

type Draw = (options: FigureOptions) => SVGSVGElement;

/**
 * The function that draws the runs with a recorded series. It is a new one whenever the runs or `choices`
 * change.
 *
 * @param series any of these; none for series that are always recorded
 */
export function useDraw(
  session: Session,
  series: readonly string[],
  draw: (runs: readonly Run[], options: FigureOptions) => SVGSVGElement,
  choices: readonly unknown[] = [],
): Draw | undefined {
  const runs = session.drawable.value;
  return useMemo(() => {
    const having = runs.filter(
      ({ history }) => series.length === 0 || series.some(name => has(history.series, name)),
    );
    return having.length > 0 ? options => draw(having, options) : undefined;
  }, [runs, ...choices]);
}

/**
 * The text while there is nothing to draw. For trained networks it names what the run would have to record.
 */
export function emptyText(session: Session, unrecorded: string): string {
  return session.drawable.value.length > 0 ? unrecorded : UNTRAINED;
}

/** A network without hidden layers has series without columns. */
function has(all: Run['history']['series'], name: string): boolean {
  return (all[name]?.columns ?? 0) > 0;
}
