import { signal } from '@preact/signals';
import { countText } from 'gradscope';
import type { LabState } from '../state/labState.ts';
import type { ViewName } from '../state/urlFields.ts';
import { statusText } from '../transport/statusText.ts';
import { Button } from '../ui/Button.tsx';
import { Complaints } from '../ui/Complaints.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { VisibilityProvider } from '../ui/visibility.ts';
import { views, viewTitle } from '../views/viewList.ts';

const ALWAYS = signal(true);

/** One view alone, as part of another page. */
export function EmbedPage({ lab, name }: { readonly lab: LabState; readonly name: ViewName }) {
  const { Content } = views[name];
  const { session } = lab;
  const title = viewTitle(name, session.data.value);
  const playing = session.playing.value;
  const step = session.step.value;
  const runs = session.runs.value.map(run => ({ name: run.name, state: run.state.value }));
  const status = statusText({ playing, step, runs });
  return (
    <main class="embed" aria-label={title}>
      <h1 class="visually-hidden">{title}</h1>
      <Complaints lab={lab} />
      <VisibilityProvider value={ALWAYS}>
        <Content lab={lab} />
      </VisibilityProvider>
      <footer>
        <Button
          kind="main"
          disabled={session.isOver.value}
          onClick={() => (playing ? session.pause() : session.play())}
        >
          {playing ? 'Pause' : 'Play'}
        </Button>
        <p class="step-readout">
          step <strong data-testid="step">{countText(step)}</strong>
        </p>
        <p class="status" data-testid="status" aria-hidden="true">
          {status}
        </p>
        <LiveRegion text={status} isAnswer={!playing} />
        <a href={lab.link({ embed: 'none' }).address} target="_blank" rel="noopener">
          Open in lab
        </a>
      </footer>
    </main>
  );
}
