import { axisValueText, type MapCell, type SweepView, valueText } from '@gradscope/figures';
import {
  countText,
  valueText as numberText,
  percentText,
  type SymptomKind,
  settingText,
  symptomTitle,
} from 'gradscope';
import { Button } from '../ui/Button.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import type { MapState } from './mapState.ts';
import type { Place } from './shownMap.ts';

/** The result of the network under the pointer or the keyboard cursor, and a link to it. */
export function MapReadout({ state }: { readonly state: MapState }) {
  void state.cells.version.value;
  const place = state.place.value;
  if (!place) {
    return (
      <p class="map-readout hint">
        Point at the map to read it, click to open that network in the lab, drag to zoom in. By touch: tap to
        read, tap again to open. With the keyboard: arrow keys, Enter, + and −.
      </p>
    );
  }
  const cell = state.shown.cellAt(place);
  const run = state.shown.runAt(place);
  const text = `${placeText(state, place)}: ${runText(state, run)}${cellText(cell, state.shown.sweep.value.target, state.store.shown.value?.reasons.get(run))}`;
  const address = state.shown.labAddress(place);
  return (
    <div class="map-readout">
      <p data-testid="readout" data-loss={cell?.loss}>
        {text}
      </p>
      <p class="map-ways">
        {address ? (
          <a href={address} data-testid="open">
            Open this network in the lab
          </a>
        ) : (
          state.shown.tableComplaint.value
        )}
        {state.canZoom.value && (
          <Button kind="quiet" onClick={() => state.zoomRound(place)}>
            Zoom in here
          </Button>
        )}
      </p>
      <LiveRegion text={text} isAnswer />
    </div>
  );
}

function placeText(state: MapState, { map, i, j }: Place): string {
  const { title, map: shown } = state.shown.maps.value[map];
  const { x, y } = shown;
  const up = state.shown.view.value.y === undefined ? [] : [`${y.name} ${axisValueText(y, j)}`];
  return [`${x.name} ${axisValueText(x, i)}`, ...up, ...(title ? [title] : [])].join(', ');
}

/** Names the run among several in one cell. */
function runText(state: MapState, run: number): string {
  const {
    shown: { sweep, view },
    store,
  } = state;
  if (!store.shown.value || !view.value.others.includes('median')) return '';
  const values = sweep.value.valuesAt(run);
  const own = sweep.value.axes.flatMap(({ name }, k) =>
    isMedian(view.value, k) ? [`${name} ${valueText(values[k]!)}`] : [],
  );
  return own.length === 0 ? '' : `median run, ${own.join(', ')}: `;
}

const isMedian = ({ x, y, facet, others }: SweepView, k: number): boolean =>
  others[k] === 'median' && k !== x && k !== y && k !== facet;

function cellText(cell: MapCell | undefined, target: number | undefined, reason: string | undefined): string {
  if (!cell) return 'not trained yet';
  if (cell.failed) return `failed: ${reason}`;
  if (cell.divergedAt !== null)
    return `diverged at step ${countText(cell.divergedAt)}${cell.symptom && cell.symptom !== 'diverged' ? `, ${symptomText(cell.symptom)}` : ''}`;
  const accuracy = Number.isNaN(cell.accuracy) ? '' : `, training accuracy ${percentText(cell.accuracy)}`;
  const symptom = cell.symptom === undefined ? '' : `, ${symptomText(cell.symptom)}`;
  const reached =
    cell.stepsToTarget === null
      ? ''
      : `, loss first at most ${settingText(target!)} at step ${countText(cell.stepsToTarget)}`;
  return `training loss ${numberText(cell.loss)}${accuracy}, first layer’s gradient ${numberText(cell.firstGradient)}${reached}${symptom}`;
}

const symptomText = (symptom: string | null): string =>
  symptom === null ? 'healthy' : `symptom: ${symptomTitle({ kind: symptom as SymptomKind, layers: null })}`;
