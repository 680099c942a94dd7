import type { MapCell } from '@gradscope/figures';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import type { MapState, Place } from './mapState.ts';

/** What became of the network under the pointer, or where the arrow keys have gone, and the way to it. */
export function MapReadout({ state }: { readonly state: MapState }) {
  void state.version.value;
  const place = state.place.value;
  if (!place) {
    return (
      <p class="map-readout hint">
        Point at the map to read it, click to open that network in the lab, drag to zoom in. With the
        keyboard: arrow keys, Enter, + and −.
      </p>
    );
  }
  const cell = state.cellAt(place);
  const text = `${placeText(state, place)}: ${cellText(cell)}`;
  const address = state.labAddress(place);
  return (
    <div class="map-readout">
      <p data-testid="readout" data-loss={cell?.loss}>
        {text}
      </p>
      {address && (
        <a href={address} data-testid="open">
          Open this network in the lab
        </a>
      )}
      <LiveRegion text={text} />
    </div>
  );
}

function placeText(state: MapState, { i, j }: Place): string {
  const [y, x] = state.sweep.value.axes;
  return `${x!.name} ${valueText(x!.values[i])}, ${y!.name} ${valueText(y!.values[j])}`;
}

const valueText = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(8))) : String(value);

function cellText(cell: MapCell | undefined): string {
  if (!cell) return 'not trained yet';
  if (cell.divergedAt !== null) return `diverged at step ${cell.divergedAt}`;
  const accuracy = Number.isNaN(cell.accuracy) ? '' : `, accuracy ${(100 * cell.accuracy).toFixed(1)} %`;
  const reached = cell.stepsToTarget === null ? '' : `, target reached at step ${cell.stepsToTarget}`;
  return `loss ${cell.loss.toPrecision(6)}${accuracy}, first layer’s gradient ${cell.firstGradient.toPrecision(3)}${reached}`;
}
