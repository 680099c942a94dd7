import { countText } from 'gradscope';
import { statusText } from '../transport/statusText.ts';
import { Button } from '../ui/Button.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import type { Playback } from './playback.ts';

export interface TransportProps {
  readonly playback: Playback;
  /** What the buttons control, for screen readers: `both networks`. */
  readonly what: string;
}

export function PlayButton({ playback, what }: TransportProps) {
  const playing = playback.playing.value;
  return (
    <Button
      kind="main"
      label={`${playing ? 'Pause' : 'Play'}: ${what}`}
      disabled={playback.isOver.value}
      onClick={() => (playing ? playback.pause() : playback.play())}
    >
      <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {playing ? 'Pause' : 'Play'}
    </Button>
  );
}

export function StepReadout({ playback }: Pick<TransportProps, 'playback'>) {
  return (
    <p class="step-readout">
      step <strong>{countText(playback.step.value)}</strong>
    </p>
  );
}

/** Play, pause, single step, restart, and the networks' step. */
export function StoryTransport({ playback, what }: TransportProps) {
  const runs = playback.sessions
    .flatMap(session => session.runs.value)
    .map(run => ({ name: run.name, state: run.state.value }));
  const playing = playback.playing.value;
  const text = statusText({ playing, step: playback.step.value, runs });
  return (
    <div class="story-transport">
      <PlayButton playback={playback} what={what} />
      <Button
        label={`One step: ${what}`}
        disabled={playback.isOver.value}
        onClick={() => playback.advance(1)}
      >
        <span aria-hidden="true">❘▸</span> Step
      </Button>
      <Button label={`Restart from step 0: ${what}`} onClick={() => playback.restart()}>
        <span aria-hidden="true">↺</span> Restart
      </Button>
      <StepReadout playback={playback} />
      <p class="status" aria-hidden="true">
        {text}
      </p>
      <LiveRegion text={text} isAnswer={!playing} />
    </div>
  );
}
