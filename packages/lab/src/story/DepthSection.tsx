import { valueText } from 'gradscope';
import { useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { Slider } from '../ui/Slider.tsx';
import { LayersView } from '../views/LayersView.tsx';
import { useOnce } from '../views/useOnce.ts';
import { awaitedText } from './awaitedText.ts';
import { DEPTHS, deepSigmoid } from './experiments.ts';
import { labHash } from './labLink.ts';
import { firstOfLast, layersAt } from './measured.ts';
import { StoryFigure } from './StoryFigure.tsx';
import type { SectionProps } from './section.ts';

/** Shows networks of one activation at growing depth, before training. */
export function DepthSection({ story }: SectionProps) {
  const depth = story.depth.value;
  const view = useMemo(() => ({ session: story.deep }), [story]);
  const run = story.deep.runs.value[0];
  return (
    <section class="story-section" aria-labelledby="story-depth">
      <h2 id="story-depth">Add layers, and watch the early ones starve</h2>
      <p>
        Two layers are hardly deep. Slide more of them in: sigmoid units again, the same starting weights as
        above, and not one step of training yet. The line shows the size of the signal, δ, that arrives at
        each layer on its way from the output on the right to the input on the left.
      </p>
      <StoryFigure
        reserve={[27.5, 25]}
        lab={labHash(deepSigmoid(depth), ['layers', 'ledger', 'loss', 'gradients'])}
        onSight={() => {
          story.showDeep();
          return undefined;
        }}
      >
        <Slider
          label="Hidden layers"
          value={depth}
          live
          scale={DEPTHS}
          onCommit={value => {
            if (typeof value === 'number') {
              story.depth.value = Math.round(Math.max(DEPTHS.from, Math.min(DEPTHS.to, value)));
            }
          }}
        />
        {run ? <LayersView lab={view} /> : <p class="notice">Getting ready.</p>}
      </StoryFigure>
      {run && <DepthSentence run={run} />}
      <p>
        On a logarithmic axis it falls along a straight line, which is to say by the same factor in each
        layer: that makes it hopeless rather than hard. And it is not bad luck. The shaded band shows other
        random starts, and the dashed line shows what theory predicts for such random networks without drawing
        a single one.
      </p>
    </section>
  );
}

const QUESTION = { kind: 'startingSignal', starts: 0 } as const;

/** The share of the last layer's gradient that reaches the first, measured and predicted. */
function DepthSentence({ run }: { readonly run: NetworkRun }) {
  const norms = layersAt(run.history.value, 'delta_norm', 0);
  const signal = useOnce(run, QUESTION).value;
  const hidden = (norms?.length ?? 0) - 1;
  const isOfThis = signal !== undefined && signal.measured.length === norms?.length;
  const predicted = isOfThis
    ? signal.predictions.reduce((product, { factor }) => product * factor, 1)
    : Number.NaN;
  const measured = norms ? firstOfLast(norms) : Number.NaN;
  const each = measured ** (1 / hidden);
  const text = norms
    ? `With ${hidden} hidden layers, ‖δ[1]‖ / ‖δ[${norms.length}]‖ is ${valueText(measured)}; theory predicts ${valueText(predicted)}.`
    : '';
  return (
    <>
      <p class="finding" data-testid="depth-ratio">
        With <strong class="number">{norms ? hidden : '…'}</strong> hidden layers, ‖δ[1]‖ / ‖δ[
        {norms?.length ?? 'L'}]‖ is <strong class="number live">{awaitedText(measured)}</strong>; theory
        predicts <strong class="number">{awaitedText(predicted)}</strong>. Each layer leaves about{' '}
        <strong class="number">{awaitedText(each)}</strong> of what comes to it.
      </p>
      <LiveRegion text={isOfThis ? text : ''} />
    </>
  );
}
