import { measures } from '@gradscope/figures';
import type { LabState } from '../state/labState.ts';
import { Select } from '../ui/Select.tsx';

const NAMES = ['grad_mean', 'grad_l1', 'grad_l2', 'grad_max', 'notebook_heuristic'] as const;

/** Which measure of a layer's gradient is drawn, in all views of it. */
export function MeasureSelect({ lab }: { readonly lab: LabState }) {
  return (
    <Select
      label="Measure"
      value={lab.url.value.measure}
      options={NAMES.map(name => [name, measures[name].title] as const)}
      onChange={measure => lab.set('measure', measure)}
    />
  );
}
