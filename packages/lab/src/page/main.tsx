import { render } from 'preact';
import { LabState } from '../state/labState.ts';
import { showTextsEscaped } from '../ui/shownOnPage.ts';
import { LabPage } from './LabPage.tsx';

showTextsEscaped();
render(<LabPage lab={new LabState()} />, document.getElementById('page')!);
