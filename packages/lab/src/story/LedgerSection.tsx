import { ledgerSentence } from '@gradscope/figures';
import { useMemo } from 'preact/hooks';
import { LedgerView } from '../views/LedgerView.tsx';
import { deepSigmoid } from './experiments.ts';
import { labHash } from './labLink.ts';
import { StoryFigure } from './StoryFigure.tsx';
import type { SectionProps } from './section.ts';

/** Shows how much signal each part of each layer of the deep network takes away. */
export function LedgerSection({ story }: SectionProps) {
  const depth = story.depth.value;
  const view = useMemo(() => ({ session: story.deep }), [story]);
  const drawn = story.deep.drawable.value[0];
  return (
    <section class="story-section" aria-labelledby="story-ledger">
      <h2 id="story-ledger">Where it was lost</h2>
      <p>
        Two things happen to the signal in each layer: the weights spread it over the units below, and the
        slope of each unit scales what arrives there. Both can be measured exactly, and their product explains
        everything. Read the steps from left to right, from the output down to the input: every bar begins
        where the one before ended.
      </p>
      <StoryFigure
        reserve={[27.5, 25]}
        lab={labHash(deepSigmoid(depth), ['ledger', 'layers', 'saturation', 'activations'])}
        onSight={() => {
          story.showDeep();
          return undefined;
        }}
      >
        {drawn || story.deep.runs.value.length > 0 ? (
          <LedgerView lab={view} />
        ) : (
          <p class="notice">Getting ready.</p>
        )}
      </StoryFigure>
      <p class="finding" data-testid="ledger-sentence">
        {drawn ? `In this network of ${depth} hidden layers, ${ledgerSentence(drawn, 0)}.` : 'Getting ready.'}
      </p>
    </section>
  );
}
