import { percentText, steadyText } from 'gradscope';
import { heldOutAt } from '../../session/heldOutAt.ts';
import type { NetworkRun } from '../../session/networkRun.ts';
import type { Session } from '../../session/session.ts';
import { networkColor } from '../../ui/networkColors.ts';

/** Training loss and accuracy of each network where it stands, and those on the rows held out, as they were last evaluated. */
export function Readouts({ session }: { readonly session: Session }) {
  return (
    <ul class="readouts" aria-label="Networks">
      {session.runs.value.map(run => (
        <Readout key={run.index} run={run} />
      ))}
    </ul>
  );
}

function Readout({ run }: { readonly run: NetworkRun }) {
  const { loss, accuracy, step, trouble } = run.state.value;
  const test = heldOutAt(run.history.value, step);
  return (
    <li data-testid={`readout-${run.name}`}>
      <span class="dot" style={{ background: networkColor(run.index) }} />
      <span class="name">{run.name}</span>
      <span class="value">
        training loss{' '}
        <data class="loss" value={String(loss)}>
          {Number.isNaN(loss) && !trouble ? '' : steadyText(loss)}
        </data>
      </span>
      {!Number.isNaN(accuracy) && (
        <span class="value">
          <data class="accuracy" value={String(accuracy)}>
            {percentText(accuracy)}
          </data>{' '}
          right
        </span>
      )}
      {test && (
        <span class="value">
          test loss{' '}
          <data class="test-loss" value={String(test.loss)}>
            {steadyText(test.loss)}
          </data>
        </span>
      )}
      {test?.accuracy !== undefined && (
        <span class="value">
          <data class="test-accuracy" value={String(test.accuracy)}>
            {percentText(test.accuracy)}
          </data>{' '}
          right
        </span>
      )}
      {trouble && <span class="error">{trouble}</span>}
    </li>
  );
}
