import type { LabState } from '../state/labState.ts';
import { Select } from '../ui/Select.tsx';

/** The speed of training: slow enough to watch each step, up to as fast as possible. */
export function SpeedSelect({ lab }: { readonly lab: LabState }) {
  return (
    <Select
      label="Speed"
      value={lab.url.value.speed}
      options={[
        ['max', 'As fast as it can'],
        ['1000', '1,000 steps / s'],
        ['100', '100 steps / s'],
        ['10', '10 steps / s'],
        ['1', '1 step / s'],
      ]}
      onChange={speed => lab.set('speed', speed)}
    />
  );
}
