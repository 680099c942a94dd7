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
        loss <span class="loss">{Number.isNaN(loss) && !trouble ? '–' : lossText(loss)}</span>
      </span>
      {!Number.isNaN(accuracy) && (
        <span class="value">
          <span class="accuracy">{(100 * accuracy).toFixed(1)} %</span> right
        </span>
      )}
      {trouble && <span class="error">{trouble}</span>}
    </li>
  );
}

/** Six decimals, as the notebook prints it; beyond what they can show, six digits. */
function lossText(loss: number): string {
  return (loss !== 0 && Math.abs(loss) < 1e-4) || Math.abs(loss) >= 1e6
    ? loss.toExponential(5)
    : loss.toFixed(6);
}
