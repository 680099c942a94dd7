import { countText } from '../ui/numberText.ts';
import { Select } from '../ui/Select.tsx';
import { HERE } from './mapFields.ts';
import type { MapState } from './mapState.ts';

/** Which of the store's sweeps is shown, or none of them; nothing where no store is served. */
export function SourceChoice({ state }: { readonly state: MapState }) {
  const offered = state.store.offered.value;
  if (!offered) return null;
  const options = offered.map(
    ({ id, name, done, total }) =>
      [
        id,
        done === total
          ? `${name}: ${countText(total)} runs`
          : `${name}: ${countText(done)} of ${countText(total)} runs`,
      ] as const,
  );
  return (
    <fieldset class="controls">
      <legend>Sweep</legend>
      <Select
        label="Runs shown"
        options={[...options, [HERE, 'Trained here']]}
        value={state.store.shown.value?.id ?? (state.url.value.sweep || HERE)}
        onChange={id => state.choose(id)}
      />
    </fieldset>
  );
}
