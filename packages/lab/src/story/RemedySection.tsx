import type { FigureOptions } from '@gradscope/figures';
import { gradientMagnitudes, lossCurves } from '@gradscope/figures';
import type { Run } from 'gradscope';
import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { Figure } from '../ui/Figure.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { deepSigmoid, REMEDIES } from './experiments.ts';
import { labHash } from './labLink.ts';
import { RemedyTrials } from './remedyTrials.ts';
import { LabLink, StoryFigure } from './StoryFigure.tsx';
import { StoryTransport } from './StoryTransport.tsx';
import type { SectionProps } from './section.ts';
import { TrialResults } from './TrialResults.tsx';

/** Trains the broken network beside a suggested remedy. */
export function RemedySection({ story }: SectionProps) {
  const trials = useMemo(() => new RemedyTrials(), []);
  const depth = story.depth.value;
  useEffect(() => trials.setDepth(depth), [depth]);
  const losses = useBoth(trials, drawLosses);
  const firstLayers = useBoth(trials, drawFirstLayers);
  const chosen = trials.chosen.value;
  const { idea, of } = REMEDIES[chosen];
  const onSight = () => trials.enter();
  return (
    <section class="story-section" aria-labelledby="story-remedies">
      <h2 id="story-remedies">What is said to help</h2>
      <p>
        Each button makes one change to the network of {depth} hidden layers above and trains it beside the
        one without, from the same seed, on the same points. Which of them helps is not written into this
        page: it is measured as you watch.
      </p>
      <fieldset class="chips">
        <legend class="visually-hidden">Remedies</legend>
        {REMEDIES.map(({ title }, index) => (
          <Button key={title} pressed={index === chosen} onClick={() => trials.choose(index)}>
            {title}
          </Button>
        ))}
        <Button onClick={() => trials.tryAll()}>Try all, one after the other</Button>
      </fieldset>
      <p class="remedy-idea">{idea}</p>
      <StoryTransport playback={trials.playback} what="the broken network and the remedy" />
      <StoryFigure reserve={[20.5, 38.5]} onSight={onSight}>
        <Figure draw={losses} empty="Press Play to train them." />
        <div class="links">
          <LabLink
            hash={labHash(of(depth), ['loss', 'gradients', 'layers', 'ledger'])}
            text="Open the remedy in the lab"
          />
          <LabLink
            hash={labHash(deepSigmoid(depth), ['loss', 'gradients', 'layers', 'ledger'])}
            text="Open the broken one"
          />
        </div>
      </StoryFigure>
      <StoryFigure reserve={[25.5, 22.5]} onSight={onSight}>
        <Figure draw={firstLayers} empty="Press Play to train them." />
      </StoryFigure>
      <TrialResults trials={trials} />
      <LiveRegion text={trials.announcement.value} />
    </section>
  );
}

type DrawRuns = (runs: readonly Run[], options: FigureOptions) => SVGSVGElement;

const drawLosses: DrawRuns = (runs, options) => lossCurves(runs, options);
const drawFirstLayers: DrawRuns = (runs, options) =>
  gradientMagnitudes(runs, { ...options, measure: 'grad_mean', scale: 'log', layers: [1] });

/** The drawing of both runs, once both have recorded rows. */
function useBoth({ broken, remedied }: RemedyTrials, draw: DrawRuns) {
  const [[first], [second]] = [broken.drawable.value, remedied.drawable.value];
  return useMemo(
    () => (first && second ? (options: FigureOptions) => draw([first, second], options) : undefined),
    [first, second],
  );
}
