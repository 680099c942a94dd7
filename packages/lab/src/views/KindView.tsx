import { type FigureKind, saturationKind, updatesKind } from '@gradscope/figures';
import { Figure } from '../ui/Figure.tsx';
import { EachRun } from './EachRun.tsx';
import { RunFigure } from './RunFigure.tsx';
import { emptyText, useDraw } from './useDraw.ts';
import type { ViewProps } from './view.ts';

/** The figures of a kind that needs nothing but records. */
export function KindView({ lab, kind }: ViewProps & { readonly kind: FigureKind }) {
  if (kind.covers !== 'each') return <CommonFigure lab={lab} kind={kind} />;
  return (
    <EachRun session={lab.session}>
      {run => <RunFigure run={run} kind={kind} draw={(drawn, options) => kind.draw([drawn], options)} />}
    </EachRun>
  );
}

function CommonFigure({ lab, kind }: ViewProps & { readonly kind: FigureKind }) {
  const draw = useDraw(lab.session, kind, kind.draw);
  return <Figure draw={draw} empty={emptyText(lab.session, kind)} />;
}

export const SaturationView = ({ lab }: ViewProps) => <KindView lab={lab} kind={saturationKind} />;

export const UpdateView = ({ lab }: ViewProps) => <KindView lab={lab} kind={updatesKind} />;
