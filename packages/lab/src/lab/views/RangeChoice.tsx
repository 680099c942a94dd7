import type { LabState } from '../../state/labState.ts';

/** Whether the figures of all networks have the same range, so that they compare; nothing where there is one network. */
export function RangeChoice({ lab }: { readonly lab: LabState }) {
  if (lab.session.runs.value.length < 2) return null;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={lab.url.value.ranges === 'shared'}
        onChange={event => lab.set('ranges', event.currentTarget.checked ? 'shared' : 'own')}
      />
      Same range for all networks
    </label>
  );
}
