import { gradientHeatMap, heatKind, sharedSpan } from '@gradscope/figures';
import { EachRun } from './EachRun.tsx';
import { MeasureSelect } from './MeasureSelect.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { RunFigure } from './RunFigure.tsx';
import { isShared } from './span.ts';
import type { ViewProps } from './view.ts';

/** Shows every layer at every recorded step as a colour. */
export function HeatView({ lab }: ViewProps) {
  const { measure } = lab.url.value;
  const { span } = isShared(lab) ? sharedSpan(lab.session.drawable.value, measure) : {};
  return (
    <>
      <div class="view-controls">
        <MeasureSelect lab={lab} />
        <RangeChoice lab={lab} />
      </div>
      <EachRun session={lab.session}>
        {run => (
          <RunFigure
            run={run}
            kind={{ ...heatKind, series: [measure] }}
            choices={[measure, span?.[0], span?.[1]]}
            draw={(drawn, options) => gradientHeatMap(drawn, { ...options, measure, ...(span && { span }) })}
          />
        )}
      </EachRun>
    </>
  );
}
