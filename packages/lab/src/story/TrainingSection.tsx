import { gradientsKind, lossKind } from '@gradscope/figures';
import { countText, percentText } from 'gradscope';
import type { NetworkRun } from '../session/networkRun.ts';
import { Readouts } from '../transport/Readouts.tsx';
import { Figure } from '../ui/Figure.tsx';
import { networkColor } from '../ui/networkColors.ts';
import { RegionView } from '../views/RegionView.tsx';
import { useDraw } from '../views/useDraw.ts';
import { awaitedText } from './awaitedText.ts';
import { labHash } from './labLink.ts';
import { firstOfLast, layersAt } from './measured.ts';
import { StoryFigure } from './StoryFigure.tsx';
import { StoryTransport } from './StoryTransport.tsx';
import type { SectionProps } from './section.ts';

const EMPTY = 'Press Play to train them.';

/** Trains both networks. */
export function TrainingSection({ story }: SectionProps) {
  const { session, playback, experiment } = story;
  const gradients = useDraw(session, gradientsKind, gradientsKind.draw);
  const losses = useDraw(session, lossKind, lossKind.draw);
  const link = (...open: Parameters<typeof labHash>[1] & object) => labHash(experiment.value, open);
  const onSight = () => playback.enter();
  return (
    <section class="story-section" aria-labelledby="story-training">
      <h2 id="story-training">Watch both learn</h2>
      <p>
        Here are two networks of the same shape, trained on the same points by the same rule. They differ in
        one thing: what their units answer with. These are the two of the top of the page; they train as long
        as you can see them.
      </p>
      <StoryTransport playback={playback} what="both networks" />
      <Readouts session={session} />
      <p>
        The colours show which arm each network would guess at every place, paler where it is less sure. ReLU
        bends its borders around the arms within a few hundred steps. The sigmoid network at first has next to
        nothing to show: for a long time its borders are straight.
      </p>
      <StoryFigure reserve={[23, 12]} lab={link('regions', 'loss')} onSight={onSight}>
        <RegionView lab={story} />
      </StoryFigure>
      <p>
        The reason is in the next figure: how large the gradient of each layer’s weights is, on a scale where
        each mark is ten times the one below. Compare the two colours near the start: the sigmoid network has
        less to learn from in all of its layers. And look how much the news of the error, δ, fades on its way
        to the first layer. At step <strong class="number">{countText(session.step.value)}</strong>
      </p>
      <ul class="live-list" data-testid="shares">
        {session.runs.value.map(run => (
          <ShareItem key={run.index} run={run} />
        ))}
      </ul>
      <StoryFigure reserve={[25.5, 22.5]} lab={link('gradients', 'layers', 'heat')} onSight={onSight}>
        <Figure draw={gradients} empty={EMPTY} />
      </StoryFigure>
      <FirstLayers story={story} />
      <p>
        Less gradient means smaller steps. The last layer soon makes the best of what it is handed; the first
        one has yet to learn what to hand on, so the loss rests on a plateau before it falls. With two hidden
        layers that is a matter of patience.
      </p>
      <StoryFigure reserve={[20.5, 38.5]} lab={link('loss')} onSight={onSight}>
        <Figure draw={losses} empty={EMPTY} />
      </StoryFigure>
    </section>
  );
}

/** The share of the gradient that reaches a network's first layer. */
function ShareItem({ run }: { readonly run: NetworkRun }) {
  const layers = layersAt(run.history.value, 'delta_norm', run.state.value.step);
  return (
    <li>
      <span class="dot" style={{ background: networkColor(run.index) }} /> the first layer of{' '}
      <strong>{run.name}</strong> hears{' '}
      <strong class="number live">
        {awaitedText(layers ? firstOfLast(layers) : Number.NaN, percentText)}
      </strong>{' '}
      of the signal that its last layer does.
    </li>
  );
}

/** The gradients of both first layers, side by side. */
function FirstLayers({ story: { session } }: SectionProps) {
  const [one, other] = session.runs.value;
  if (!one || !other) return null;
  const [gradient, reference] = [one, other].map(
    run => layersAt(run.history.value, 'grad_mean', session.step.value)?.[0] ?? Number.NaN,
  );
  return (
    <p class="finding" data-testid="first-layers">
      At this step the gradient of the first layer of {one.name} is{' '}
      <strong class="number live">{awaitedText(gradient / reference)}</strong> times that of {other.name}.
    </p>
  );
}
