import { halfLife, valueText } from 'gradscope';
import type { NetworkRun } from '../session/networkRun.ts';
import { Button } from '../ui/Button.tsx';
import { lazily } from '../ui/Lazy.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { Select } from '../ui/Select.tsx';
import { Slider } from '../ui/Slider.tsx';
import { labHash } from './labLink.ts';
import { firstOfLast, layersAt } from './measured.ts';
import { StoryFigure } from './StoryFigure.tsx';
import type { SectionProps } from './section.ts';
import { LENGTHS, MEMORIES, type Memory, whisper } from './whisper.ts';

const TimeFigure = lazily(async () => (await import('./TimeFigure.tsx')).TimeFigure);

const OPTIONS = (Object.keys(MEMORIES) as Memory[]).map(name => [name, MEMORIES[name].title] as const);
const MORE_STEPS = 100;

/** Shows the signal of recurrent networks at every step of a sequence. */
export function TimeSection({ story }: SectionProps) {
  const { length, memory, inTime } = story;
  const runs = inTime.runs.value;
  return (
    <section class="story-section" aria-labelledby="story-time">
      <h2 id="story-time">Through time: a whisper down {length.value} steps</h2>
      <p>
        A recurrent network reads a sequence one step after another, always with the same weights. So even
        with a single layer it is deep: to learn what an early step has to do with the answer, the signal must
        travel back through every step between, and each passes it on a little quieter. Here both networks
        must add two numbers, the first of which stands in the first half of the sequence. Choose how long the
        sequence is, and what the second network remembers with.
      </p>
      <StoryFigure
        reserve={[28.5, 26]}
        lab={labHash(whisper(length.value, memory.value), ['loss', 'others'])}
        onSight={() => {
          story.showInTime();
          return undefined;
        }}
      >
        <Slider
          label="Steps"
          value={length.value}
          scale={LENGTHS}
          onCommit={value => {
            if (typeof value === 'number') {
              length.value = Math.round(Math.max(LENGTHS.from, Math.min(LENGTHS.to, value)));
            }
          }}
        />
        <Select
          label="Second network"
          options={OPTIONS}
          value={memory.value}
          onChange={chosen => {
            memory.value = chosen;
          }}
        />
        <div class="story-transport">
          <Button onClick={() => inTime.goTo(inTime.step.value + MORE_STEPS)}>
            Train {MORE_STEPS} steps
          </Button>
          <p class="step-readout">
            step <strong class="number">{inTime.step.value}</strong>
          </p>
        </div>
        {runs.length > 0 ? <TimeFigure session={inTime} /> : <p class="notice">Getting ready.</p>}
      </StoryFigure>
      <p class="finding" data-testid="time-sentence">
        {runs.length > 0 ? runs.map(sentenceOf).join(' ') : 'Getting ready.'}
      </p>
      <LiveRegion text={runs.map(sentenceOf).join(' ')} />
      <p>
        The cure is a memory that is carried over as it is, unless a gate decides otherwise: the LSTM of 1997.
        But a gate must be open to let the signal through. Try the smaller forget bias, and even an LSTM
        whispers.
      </p>
    </section>
  );
}

/** How much of the last step's signal reaches the first before training, and over how many steps half of it is lost. */
function sentenceOf(run: NetworkRun): string {
  const signal = layersAt(run.history.value, 'time_signal', 0);
  if (!signal) return '';
  const lost = halfLife(signal);
  const pace =
    lost !== undefined && lost > 0 ? `half of it is lost every ${valueText(lost)} steps` : 'it does not fade';
  const name = MEMORIES[run.name as Memory]?.title ?? run.name;
  return `In ${name}, the gradient at step 1 is ${valueText(firstOfLast(signal))} times that at step ${signal.length}: ${pace}.`;
}
