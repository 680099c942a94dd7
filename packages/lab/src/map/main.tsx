import { loadLayers } from 'gradscope';
import { render } from 'preact';
import { listenForDrops } from '../tools/listenForDrops.ts';
import { showTextsEscaped } from '../ui/shownOnPage.ts';
import { MapPage } from './MapPage.tsx';
import { MapState } from './mapState.ts';

showTextsEscaped();
listenForDrops();
// An address may hold any layers; without one the page shows dense networks, and the others can come later.
const layers = loadLayers();
if (location.hash.length > 1) await layers;
render(<MapPage state={new MapState()} />, document.getElementById('page')!);
