import { type FigureOptions, signalThroughTime } from '@gradscope/figures';
import { useMemo } from 'preact/hooks';
import type { Session } from '../session/session.ts';
import { Figure } from '../ui/Figure.tsx';

/** The signal at every step of the sequence, before training and now. */
export function TimeFigure({ session }: { readonly session: Session }) {
  const runs = session.drawable.value;
  const draw = useMemo(() => {
    if (runs.length === 0 || runs.some(({ history }) => history.step.length === 0)) return undefined;
    return (options: FigureOptions) => signalThroughTime(runs, options);
  }, [runs]);
  return <Figure draw={draw} empty="Getting ready." />;
}
