import { countText } from 'gradscope';
import { Button } from '../ui/Button.tsx';
import type { FillProgress } from './mapFiller.ts';
import type { MapState } from './mapState.ts';
import type { StoredSweep } from './storedSweep.ts';

/** The progress of the map. */
export function MapProgress({ state }: { readonly state: MapState }) {
  const progress = state.cells.progress.value;
  const stored = state.store.shown.value;
  const trouble = state.store.trouble.value;
  return (
    <div class="map-progress">
      {stored ? (
        <>
          <progress value={stored.done} max={stored.total} aria-label="Runs in the store" />
          <p data-testid="progress">{storedText(stored)}</p>
          {progress.running && <p>{fillText(progress)}</p>}
        </>
      ) : (
        <>
          <progress value={progress.done} max={progress.total} aria-label="Networks trained" />
          <p data-testid="progress">{fillText(progress)}</p>
        </>
      )}
      {progress.running && <Button onClick={() => state.cells.stop()}>Stop</Button>}
      {progress.complaint && <p class="error">Some networks are invalid: {progress.complaint}</p>}
      {trouble && <p class="error">{trouble}</p>}
    </div>
  );
}

function storedText({ name, done, total, failed }: StoredSweep): string {
  const came = failed === 0 ? '' : `, ${countText(failed)} of which failed`;
  return done === total
    ? `${name}: ${countText(total)} runs${came}.`
    : `${name}: ${countText(done)} of ${countText(total)} runs are finished${came}; more are shown as they finish.`;
}

function fillText({ done, total, running, diagnosing }: FillProgress): string {
  if (diagnosing && running) return `Symptoms of ${countText(done)} of ${countText(total)} networks found.`;
  return done === total
    ? `${countText(total)} networks trained.`
    : `${countText(done)} of ${countText(total)} networks trained${running ? ', coarse to fine' : '; stopped'}.`;
}
