import { loadLayers } from 'gradscope';
import { render } from 'preact';
import { LabState } from '../state/labState.ts';
import { showTextsEscaped } from '../ui/shownOnPage.ts';
import { LabPage } from './LabPage.tsx';

showTextsEscaped();
// An address may hold any layers; without one the page shows dense networks, and the others can come later.
const layers = loadLayers();
if (location.hash.length > 1) await layers;
render(<LabPage lab={new LabState()} />, document.getElementById('page')!);
