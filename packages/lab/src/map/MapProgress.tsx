import { Button } from '../ui/Button.tsx';
import { countText } from '../ui/numberText.ts';
import type { MapState } from './mapState.ts';

/** How far the map is filled. */
export function MapProgress({ state }: { readonly state: MapState }) {
  const { done, total, running, complaint } = state.progress.value;
  return (
    <div class="map-progress">
      <progress value={done} max={total} aria-label="Networks trained" />
      <p data-testid="progress">
        {done === total
          ? `${countText(total)} networks trained.`
          : `${countText(done)} of ${countText(total)} networks trained${running ? ', coarse to fine' : '; stopped'}.`}
      </p>
      {running && <Button onClick={() => state.stop()}>Stop</Button>}
      {complaint && <p class="error">Some networks cannot be: {complaint}</p>}
    </div>
  );
}
