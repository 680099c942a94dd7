import { render } from 'preact';
import { listenForDrops } from '../lab/tools/listenForDrops.ts';
import { StoryPage } from './StoryPage.tsx';
import { StoryState } from './storyState.ts';

listenForDrops();
render(<StoryPage story={new StoryState()} />, document.getElementById('page')!);
