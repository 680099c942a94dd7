import { render } from 'preact';
import { listenForDrops } from '../tools/listenForDrops.ts';
import { showTextsEscaped } from '../ui/shownOnPage.ts';
import { MapPage } from './MapPage.tsx';
import { MapState } from './mapState.ts';

showTextsEscaped();
listenForDrops();
render(<MapPage state={new MapState()} />, document.getElementById('page')!);
