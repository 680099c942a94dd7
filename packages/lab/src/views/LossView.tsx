import { lossCurves, lossKind } from '@gradscope/figures';
import { Figure } from '../ui/Figure.tsx';
import { Select } from '../ui/Select.tsx';
import { useDraw } from './useDraw.ts';
import type { ViewProps } from './view.ts';

/** Loss and accuracy of all networks over training. */
export function LossView({ lab }: ViewProps) {
  const { lossScale } = lab.url.value;
  const compared = lab.compared.value;
  const draw = useDraw(
    lab.session,
    lossKind,
    (runs, options) => lossCurves([...runs, ...compared], { ...options, scale: lossScale }),
    [lossScale, compared],
  );
  return (
    <>
      <div class="view-controls">
        <Select
          label="Loss axis"
          value={lossScale}
          options={[
            ['linear', 'Linear'],
            ['log', 'Logarithmic'],
          ]}
          onChange={scale => lab.set('lossScale', scale)}
        />
      </div>
      <Figure draw={draw} />
    </>
  );
}
