import { Complaints } from '../ui/Complaints.tsx';
import { Sidebar } from '../ui/Sidebar.tsx';
import { SiteHeader } from '../ui/SiteHeader.tsx';
import { SkipLink } from '../ui/SkipLink.tsx';
import { MapControls } from './MapControls.tsx';
import { MapPlot } from './MapPlot.tsx';
import { MapProgress } from './MapProgress.tsx';
import { MapReadout } from './MapReadout.tsx';
import type { MapState } from './mapState.ts';
import { SourceChoice } from './SourceChoice.tsx';
import { StoredControls } from './StoredControls.tsx';
import './map.css';

/** A plane of two settings, with a network trained at every point of it. */
export function MapPage({ state }: { readonly state: MapState }) {
  const waiting = state.waiting.value;
  return (
    <>
      <SkipLink to="main" text="To the content" />
      <SiteHeader current="map" />
      <main id="main" class="lab">
        <h1 class="visually-hidden">Map: a network trained at every point of a plane of two settings</h1>
        <Sidebar text="Change the map">
          <div class="panel">
            <SourceChoice state={state} />
            {!waiting &&
              (state.store.shown.value ? <StoredControls state={state} /> : <MapControls state={state} />)}
          </div>
        </Sidebar>
        <div class="stage">
          <Complaints lab={state} />
          <section class="map-card" aria-label="Map">
            {waiting ? (
              <Waiting trouble={state.store.trouble.value} />
            ) : (
              <>
                <MapProgress state={state} />
                <MapPlot state={state} />
                <MapReadout state={state} />
              </>
            )}
          </section>
        </div>
      </main>
    </>
  );
}

function Waiting({ trouble }: { readonly trouble: string | undefined }) {
  return trouble ? <p class="error">{trouble}</p> : <p>Reading the store…</p>;
}
