import { countText } from 'gradscope';
import { useEffect, useMemo } from 'preact/hooks';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { Readouts } from './Readouts.tsx';
import { ScrubBar } from './ScrubBar.tsx';
import { ShortcutList } from './ShortcutList.tsx';
import { SpeedSelect } from './SpeedSelect.tsx';
import { listenForShortcuts, shortcutsOf } from './shortcuts.ts';
import { statusText } from './statusText.ts';

/** Play, pause, single steps, speed, restart and the scrub bar, for all networks together. */
export function Transport({ lab }: { readonly lab: LabState }) {
  const shortcuts = useMemo(() => shortcutsOf(lab), [lab]);
  useEffect(() => listenForShortcuts(shortcuts), [shortcuts]);
  return (
    <section class="transport" aria-label="Training">
      <div class="transport-row">
        <PlayButton lab={lab} />
        <Button
          label="One step"
          keys="ArrowRight"
          disabled={lab.session.isOver.value}
          onClick={() => lab.session.advance(1)}
        >
          <span aria-hidden="true">❘▸</span> Step
        </Button>
        <Button label="Restart from step 0" keys="r" onClick={() => lab.restart()}>
          <span aria-hidden="true">↺</span> Restart
        </Button>
        <SpeedSelect lab={lab} />
        <StepReadout lab={lab} />
        <ShortcutList shortcuts={shortcuts} />
      </div>
      <ScrubBar lab={lab} />
      <div class="readout-row">
        <Readouts session={lab.session} />
        <Status lab={lab} />
      </div>
    </section>
  );
}

function PlayButton({ lab: { session } }: { readonly lab: LabState }) {
  const playing = session.playing.value;
  return (
    <Button
      kind="main"
      keys="Space"
      disabled={session.isOver.value}
      onClick={() => (playing ? session.pause() : session.play())}
    >
      <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {playing ? 'Pause' : 'Play'}
    </Button>
  );
}

function StepReadout({ lab: { session } }: { readonly lab: LabState }) {
  const speed = Math.round(session.speed.value);
  return (
    <p class="step-readout">
      step <strong data-testid="step">{countText(session.step.value)}</strong>
      <span class="muted">{speed > 0 ? `${countText(speed)} / s` : ''}</span>
    </p>
  );
}

function Status({ lab: { awaited, session } }: { readonly lab: LabState }) {
  const runs = session.runs.value.map(run => ({ name: run.name, state: run.state.value }));
  const playing = session.playing.value;
  const text = awaited.value || statusText({ playing, step: session.step.value, runs });
  return (
    <>
      <p class="status" data-testid="status" aria-hidden="true">
        {text}
      </p>
      <LiveRegion text={text} isAnswer={!playing} />
    </>
  );
}
