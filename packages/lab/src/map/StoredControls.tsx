import { type SweepView, valueText } from '@gradscope/figures';
import type { SweepAxis } from 'gradscope';
import { Select } from '../ui/Select.tsx';
import { ColourControls } from './ColourControls.tsx';
import type { MapState } from './mapState.ts';

const NONE = '';

/**
 * The view of a stored sweep: two axes, a third as small multiples, and one value or the median of each
 * other.
 */
export function StoredControls({ state }: { readonly state: MapState }) {
  const { axes } = state.shown.sweep.value;
  const view = state.shown.view.value;
  const names = axes.map(({ name }, k) => [String(k), name] as const);
  const show = (changes: Partial<SweepView>) => state.show({ view: { ...view, ...changes } });
  return (
    <>
      <fieldset class="controls">
        <legend>Axes</legend>
        <Select
          label="Across"
          options={names}
          value={String(view.x)}
          onChange={k => show(swapped(view, 'x', Number(k)))}
        />
        {view.y !== undefined && (
          <Select
            label="Up"
            options={names}
            value={String(view.y)}
            onChange={k => show(swapped(view, 'y', Number(k)))}
          />
        )}
        {axes.length > 2 && (
          <Select
            label="A map for each"
            options={[[NONE, 'One map'], ...names.filter((_, k) => k !== view.x && k !== view.y)]}
            value={view.facet === undefined ? NONE : String(view.facet)}
            onChange={k => show({ facet: k === NONE ? undefined : Number(k) })}
          />
        )}
        {axes.map((axis, k) =>
          k === view.x || k === view.y || k === view.facet || axis.values.length === 1 ? null : (
            <Select
              key={axis.path}
              label={axis.name}
              options={valuesOf(axis)}
              value={String(view.others[k])}
              onChange={value =>
                show({
                  others: view.others.map((other, i) =>
                    i === k ? (value === MEDIAN ? MEDIAN : Number(value)) : other,
                  ),
                })
              }
            />
          ),
        )}
      </fieldset>
      <fieldset class="controls">
        <legend>Map</legend>
        <ColourControls state={state} />
      </fieldset>
    </>
  );
}

const MEDIAN = 'median';

function valuesOf({ values }: SweepAxis): (readonly [string, string])[] {
  const each = values.map((value, place) => [String(place), valueText(value)] as const);
  return [[MEDIAN, `Median over ${values.length}`], ...each];
}

/** The view with an axis moved to a place; the axis that was there takes its old place. */
function swapped(view: SweepView, place: 'x' | 'y', axis: number): Partial<SweepView> {
  const other = place === 'x' ? 'y' : 'x';
  if (view[other] === axis) return { [place]: axis, [other]: view[place] };
  return view.facet === axis ? { [place]: axis, facet: view[place] } : { [place]: axis };
}
