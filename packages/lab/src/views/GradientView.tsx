import { gradientMagnitudes, gradientsKind, recordedAny } from '@gradscope/figures';
import { Figure } from '../ui/Figure.tsx';
import { Select } from '../ui/Select.tsx';
import { MeasureSelect } from './MeasureSelect.tsx';
import { emptyText, useDraw } from './useDraw.ts';
import type { ViewProps } from './view.ts';

/** Gradient magnitude of each layer over training, all networks on one axis. */
export function GradientView({ lab }: ViewProps) {
  const { measure, gradientScale: scale } = lab.url.value;
  // Runs saved without gradients cannot be shown here.
  const compared = lab.compared.value.filter(run => recordedAny(run, [measure]));
  const draw = useDraw(
    lab.session,
    { series: [measure] },
    (runs, options) => gradientMagnitudes([...runs, ...compared], { ...options, measure, scale }),
    [measure, scale, lab.compared.value],
  );
  return (
    <>
      <div class="view-controls">
        <MeasureSelect lab={lab} />
        <Select
          label="Axis"
          value={scale}
          options={[
            ['log', 'Logarithmic'],
            ['linear', 'Linear'],
          ]}
          onChange={chosen => lab.set('gradientScale', chosen)}
        />
      </div>
      <Figure draw={draw} empty={emptyText(lab.session, gradientsKind)} />
    </>
  );
}
