import { countText } from 'gradscope';
import { Select } from '../ui/Select.tsx';
import { HERE } from './mapFields.ts';
import type { MapState } from './mapState.ts';
import type { OfferedSweep } from './storedSweep.ts';

/** Chooses one of the store's sweeps, or none; empty if no store is served. */
export function SourceChoice({ state }: { readonly state: MapState }) {
  const offered = state.store.offered.value;
  if (!offered) return null;
  const shown = state.store.shown.value;
  // The shown sweep is updated more often than the list.
  const options = offered.map(sweep => [sweep.id, textOf(sweep.id === shown?.id ? shown : sweep)] as const);
  return (
    <fieldset class="controls">
      <legend>Sweep</legend>
      <Select
        label="Runs shown"
        options={[...options, [HERE, 'Trained here']]}
        value={shown?.id ?? (state.url.value.sweep || HERE)}
        onChange={id => state.choose(id)}
      />
      {offered.length === 0 && <p class="hint">The store has no sweeps yet. New ones appear here.</p>}
    </fieldset>
  );
}

function textOf({ name, done, total }: OfferedSweep): string {
  return done === total
    ? `${name}: ${countText(total)} runs`
    : `${name}: ${countText(done)} of ${countText(total)} runs`;
}
