import { updateRatios } from '@gradscope/figures';
import { Figure } from '../../ui/Figure.tsx';
import { emptyText, useDraw } from './useDraw.ts';
import type { ViewProps } from './view.ts';

/** Shows the size of each step's weight change, layer by layer, relative to the weights. */
export function UpdateView({ lab }: ViewProps) {
  const draw = useDraw(lab.session, ['update_ratio'], updateRatios);
  return <Figure draw={draw} empty={emptyText(lab.session, 'Record the update ratio to see it here.')} />;
}
