import { type FigureKind, recordedAny, recordKinds } from '@gradscope/figures';
import { KindView } from './KindView.tsx';
import type { ViewProps } from './view.ts';

/** The kinds that other views show. */
const ELSEWHERE: readonly string[] = [
  'loss',
  'gradients',
  'heat',
  'signal',
  'ledger',
  'saturation',
  'updates',
] satisfies (keyof typeof recordKinds)[];

const OTHERS: readonly FigureKind[] = Object.entries(recordKinds)
  .filter(([name]) => !ELSEWHERE.includes(name))
  .map(([, kind]) => kind);

/** Figures of all that was recorded and that no other view shows. */
export function OtherFiguresView({ lab }: ViewProps) {
  const runs = lab.session.drawable.value;
  const shown = OTHERS.filter(({ series }) => runs.some(run => recordedAny(run, series)));
  if (shown.length === 0) {
    return <p class="notice">Record more, for example {OTHERS[0].record}, to see figures here.</p>;
  }
  return shown.map(kind => (
    <section key={kind.title}>
      <h3>{kind.title}</h3>
      <KindView lab={lab} kind={kind} />
    </section>
  ));
}
