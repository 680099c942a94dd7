import { loadLayers } from 'gradscope';
import { render } from 'preact';
import { LabState } from '../state/labState.ts';
import { showTextsEscaped } from '../ui/shownOnPage.ts';
import { LabPage } from './LabPage.tsx';

showTextsEscaped();
const show = () => render(<LabPage lab={new LabState()} />, document.getElementById('page')!);

// An address may hold any layers; without one the page shows dense networks, and the others can come later. No `await` here:
// with it the bundler cuts what the pages share into three times as many chunks, 11 kB of gzip more.
if (location.hash.length > 1) loadLayers().finally(show);
else {
  show();
  loadLayers();
}
