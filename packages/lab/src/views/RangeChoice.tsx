import type { LabState } from '../state/labState.ts';

/**
 * Chooses whether the figures of all networks have the same range, to be comparable; empty for a single
 * network.
 */
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
