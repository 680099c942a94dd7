import { countText } from 'gradscope';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { GoToStep } from './GoToStep.tsx';

/** Goes back through the trained steps, and to a step; and chooses whether a change applies from there. */
export function ScrubBar({ lab }: { readonly lab: LabState }) {
  const { session } = lab;
  const step = session.step.value;
  const farthest = session.farthest.value;
  const { run } = lab.url.value;
  return (
    <div class="transport-row scrub">
      <input
        type="range"
        aria-label="Step, back through what was trained"
        aria-valuetext={`step ${countText(step)} of ${countText(farthest)}`}
        min={0}
        max={Math.max(1, farthest)}
        step={1}
        value={step}
        disabled={farthest === 0}
        onInput={event => session.goTo(event.currentTarget.valueAsNumber)}
      />
      <GoToStep session={session} />
      <label class="check">
        <input
          type="checkbox"
          checked={lab.forking.value}
          onChange={event => {
            lab.forking.value = event.currentTarget.checked;
          }}
        />
        Changes apply from this step on
      </label>
      {run.length > 1 && (
        <p class="fork">
          Changed at step{run.length > 2 ? 's' : ''}{' '}
          {run
            .slice(1)
            .map(({ from }) => countText(from))
            .join(', ')}{' '}
          <Button kind="quiet" onClick={() => lab.restart([run[0]])}>
            Train without the change{run.length > 2 ? 's' : ''}
          </Button>
        </p>
      )}
    </div>
  );
}
