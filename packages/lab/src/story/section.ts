import type { StoryState } from './storyState.ts';

/** The properties of every section of the story. */
export interface SectionProps {
  readonly story: StoryState;
}
