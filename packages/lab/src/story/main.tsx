import { render } from 'preact';
import { listenForDrops } from '../tools/listenForDrops.ts';
import { showTextsEscaped } from '../ui/shownOnPage.ts';
import { StoryPage } from './StoryPage.tsx';
import { StoryState } from './storyState.ts';

showTextsEscaped();
listenForDrops();
render(<StoryPage story={new StoryState()} />, document.getElementById('page')!);
