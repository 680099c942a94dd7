import { render } from 'preact';
import { MapPage } from './MapPage.tsx';
import { MapState } from './mapState.ts';

render(<MapPage state={new MapState()} />, document.getElementById('page')!);
