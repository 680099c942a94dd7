import { percentText, steadyText } from 'gradscope';
import type { NetworkRun } from '../../session/networkRun.ts';
import type { Session } from '../../session/session.ts';
import { networkColor } from '../../ui/networkColors.ts';

/** Loss and accuracy of each network, where it stands. */
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
  const { loss, accuracy, trouble } = run.state.value;
  return (
    <li data-testid={`readout-${run.name}`}>
      <span class="dot" style={{ background: networkColor(run.index) }} />
      <span class="name">{run.name}</span>
      <span class="value">
        loss{' '}
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
      {trouble && <span class="error">{trouble}</span>}
    </li>
  );
}
