import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import type { Session } from '../session/session.ts';
import { Titled } from '../ui/Figure.tsx';
import { networkColor } from '../ui/networkColors.ts';

export interface EachRunProps {
  readonly session: Session;
  readonly children: (run: NetworkRun) => ComponentChildren;
}

/** Renders the children for every network side by side, under its name; for a failed network, its error. */
export function EachRun({ session, children }: EachRunProps) {
  const titled = useContext(Titled);
  return (
    <div class="each-run">
      {session.runs.value.map(run => (
        <div key={run.index}>
          {!titled && (
            <p class="run-name">
              <span class="dot" style={{ background: networkColor(run.index) }} /> {run.name}
            </p>
          )}
          {run.state.value.status === 'failed' ? (
            <p class="error">
              {run.name}: {run.state.value.trouble}
            </p>
          ) : (
            children(run)
          )}
        </div>
      ))}
    </div>
  );
}
