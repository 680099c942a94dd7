import { dataScatter, type FigureOptions } from '@gradscope/figures';
import { isRegression } from 'gradscope';
import { useMemo } from 'preact/hooks';
import { Figure } from '../ui/Figure.tsx';
import { Slider } from '../ui/Slider.tsx';
import { labHash } from './labLink.ts';
import { StoryFigure } from './StoryFigure.tsx';
import type { SectionProps } from './section.ts';

const NOISE = { from: 0, to: 1, step: 0.05 } as const;

/** Shows the data to learn. */
export function DataSection({ story }: SectionProps) {
  const data = story.session.data.value;
  const experiment = story.experiment.value;
  const draw = useMemo(() => {
    if (!data || isRegression(data) || data.features < 2) return undefined;
    return (options: FigureOptions) => dataScatter(data, options);
  }, [data]);
  return (
    <section class="story-section" aria-labelledby="story-data">
      <h2 id="story-data">Three arms of a spiral</h2>
      <p>
        A network is shown points of a plane and has to say which arm each lies on. The arms wind around each
        other, so no straight cut separates them: the network has to build up the distinction inside, layer by
        layer. That makes it a small task that still needs some depth.
      </p>
      <p>
        Slide the noise. At 0 the arms are thin threads; towards 1 they run into each other, and there is less
        and less to learn. Both networks above restart each time.
      </p>
      <StoryFigure reserve={[33, 24]} lab={labHash(experiment)}>
        <div class="story-plane">
          <Figure draw={draw} empty={data ? 'These data have no plane to draw.' : 'Getting ready.'} />
        </div>
        {'noise' in experiment.data && (
          <Slider
            label="Noise"
            value={experiment.data.noise}
            scale={NOISE}
            onCommit={value => {
              if (typeof value === 'number') story.setNoise(Math.max(NOISE.from, Math.min(NOISE.to, value)));
            }}
          />
        )}
      </StoryFigure>
    </section>
  );
}
