import { LayersView } from './LayersView.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { useSharedSpan } from './span.ts';
import type { ViewProps } from './view.ts';

/** {@link LayersView} with the choice of one range for all networks. */
export function LinkedLayersView({ lab }: ViewProps) {
  const span = useSharedSpan();
  return (
    <>
      <div class="view-controls">
        <RangeChoice lab={lab} />
      </div>
      <LayersView lab={lab} shared={{ span: span.of(lab), report: span.report.bind(span) }} />
    </>
  );
}
