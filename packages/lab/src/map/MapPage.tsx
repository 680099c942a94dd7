import { Complaints } from '../ui/Complaints.tsx';
import { Sidebar } from '../ui/Sidebar.tsx';
import { SiteHeader } from '../ui/SiteHeader.tsx';
import { MapControls } from './MapControls.tsx';
import { MapPlot } from './MapPlot.tsx';
import { MapProgress } from './MapProgress.tsx';
import { MapReadout } from './MapReadout.tsx';
import type { MapState } from './mapState.ts';
import './map.css';

/** A plane of two settings, with a network trained at every point of it. */
export function MapPage({ state }: { readonly state: MapState }) {
  return (
    <>
      <SiteHeader current="map" />
      <main id="main" class="lab">
        <h1 class="visually-hidden">Map: a network trained at every point of a plane of two settings</h1>
        <Sidebar text="Change the map">
          <MapControls state={state} />
        </Sidebar>
        <div class="stage">
          <Complaints lab={state} />
          <section class="map-card" aria-label="Map">
            <MapProgress state={state} />
            <MapPlot state={state} />
            <MapReadout state={state} />
          </section>
        </div>
      </main>
    </>
  );
}
