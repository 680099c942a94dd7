import { saturationCurves } from '@gradscope/figures';
import { Figure } from '../../ui/Figure.tsx';
import { emptyText, useDraw } from './useDraw.ts';
import type { ViewProps } from './view.ts';

/** Saturated outputs and dead units of each hidden layer over training. */
export function SaturationView({ lab }: ViewProps) {
  const draw = useDraw(lab.session, ['saturated', 'dead'], saturationCurves);
  return (
    <Figure
      draw={draw}
      empty={emptyText(lab.session, 'Record activations or dead units to see them here.')}
    />
  );
}
