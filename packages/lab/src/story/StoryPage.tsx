import { Complaints } from '../ui/Complaints.tsx';
import { EngineNotice } from '../ui/EngineNotice.tsx';
import { SiteHeader } from '../ui/SiteHeader.tsx';
import { SkipLink } from '../ui/SkipLink.tsx';
import { RegionView } from '../views/RegionView.tsx';
import { ActivationSection } from './ActivationSection.tsx';
import { DataSection } from './DataSection.tsx';
import { DepthSection } from './DepthSection.tsx';
import { LedgerSection } from './LedgerSection.tsx';
import { labHash } from './labLink.ts';
import { NextSection } from './NextSection.tsx';
import { RemedySection } from './RemedySection.tsx';
import { StoryFigure } from './StoryFigure.tsx';
import { PlayButton, StepReadout } from './StoryTransport.tsx';
import type { StoryState } from './storyState.ts';
import { TimeSection } from './TimeSection.tsx';
import { TrainingSection } from './TrainingSection.tsx';

/** The notebook's story, section by section, with live figures. */
export function StoryPage({ story }: { readonly story: StoryState }) {
  const hash = labHash(story.experiment.value);
  return (
    <>
      <SkipLink to="main" text="To the content" />
      <SiteHeader current="story" hashes={{ lab: hash }} />
      <main id="main" class="story">
        <Complaints lab={story} />
        <EngineNotice session={story.session} />
        <header class="story-head">
          <h1>Where does the gradient go?</h1>
          <p class="lead">
            A network learns by a signal that travels backward through its layers. In a deep one it can fade
            on the way, until the first layers hear nothing. Here you can watch it happen, and find out what
            helps.
          </p>
        </header>
        <StoryFigure reserve={[23, 12]} lab={hash} onSight={() => story.playback.enter()}>
          <div class="story-transport">
            <PlayButton playback={story.playback} what="two networks at once" />
            <p>Two networks learn the same task. One of them has a hard time getting going.</p>
            <StepReadout playback={story.playback} />
          </div>
          <RegionView lab={story} />
        </StoryFigure>
        <DataSection story={story} />
        <ActivationSection story={story} />
        <TrainingSection story={story} />
        <DepthSection story={story} />
        <LedgerSection story={story} />
        <RemedySection story={story} />
        <TimeSection story={story} />
        <NextSection />
      </main>
    </>
  );
}
