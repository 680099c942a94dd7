import { hasTheory, mapMeasures } from '@gradscope/figures';
import { Select } from '../ui/Select.tsx';
import { MEASURES } from './mapFields.ts';
import type { MapState } from './mapState.ts';

/** The quantity for the map's colours, and whether to draw theory's lines over it. */
export function ColourControls({ state }: { readonly state: MapState }) {
  const { measure, theory } = state.url.value;
  const { axes } = state.shown.sweep.value;
  const { x, y } = state.shown.view.value;
  return (
    <>
      <Select
        label="Coloured by"
        options={MEASURES.map(
          name => [name, name === 'symptom' ? 'symptom' : mapMeasures[name].label] as const,
        )}
        value={measure}
        onChange={chosen => state.show({ measure: chosen })}
      />
      {hasTheory(axes[x], y === undefined ? undefined : axes[y]) && (
        <label class="check">
          <input
            type="checkbox"
            checked={theory === 'on'}
            onChange={event => state.show({ theory: event.currentTarget.checked ? 'on' : 'off' })}
          />
          Theory’s lines: χ₁ = 1, and depth 6 ξ
        </label>
      )}
    </>
  );
}
