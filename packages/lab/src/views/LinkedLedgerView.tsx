import { LedgerView } from './LedgerView.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { isShared } from './span.ts';
import type { ViewProps } from './view.ts';

/** {@link LedgerView} with the choice of one range for all networks. */
export function LinkedLedgerView({ lab }: ViewProps) {
  return (
    <>
      <div class="view-controls">
        <RangeChoice lab={lab} />
      </div>
      <LedgerView lab={lab} shared={isShared(lab)} />
    </>
  );
}
