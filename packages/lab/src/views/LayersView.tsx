import { gradientByLayer, signalKind, startOptions } from '@gradscope/figures';
import type { History } from 'gradscope';
import { useEffect, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import { EachRun } from './EachRun.tsx';
import { RunFigure } from './RunFigure.tsx';
import { recordedStep } from './recordedStep.ts';
import { type SharedSpan, type Span, spanOf } from './span.ts';
import { useOnce } from './useOnce.ts';
import type { SessionViewProps } from './view.ts';

/** Other random starts to draw; fewer for very deep networks, because the user waits for them. */
const STARTS = 16;
const FEW_STARTS = 4;
const MANY_LAYERS = 100;

export interface LayersViewProps extends SessionViewProps {
  /** The shared range of the figures; undefined if each has its own. */
  readonly shared?: { readonly span: Span | undefined; readonly report: SharedSpan['report'] } | undefined;
}

/**
 * The signal against the layer: at the start and now, beside the theoretical prediction and the variation by
 * chance.
 */
export function LayersView({ lab, shared }: LayersViewProps) {
  return <EachRun session={lab.session}>{run => <SignalFigure run={run} shared={shared} />}</EachRun>;
}

function SignalFigure({ run, shared }: Pick<LayersViewProps, 'shared'> & { readonly run: NetworkRun }) {
  const layers = run.opened.value?.layers.length ?? 0;
  const question = useMemo(
    () => ({ kind: 'startingSignal', starts: layers > MANY_LAYERS ? FEW_STARTS : STARTS }) as const,
    [layers],
  );
  const signal = useOnce(run, question).value;
  const { history } = run;
  const now = recordedStep(history.value, run.state.value.step);
  const steps = [...new Set([history.value.step[0] ?? 0, now ?? history.value.step.at(-1) ?? 0])];
  const expected = signal && signal.measured.length === layers ? startOptions(signal) : undefined;
  const own = spanOf([...rowsAt(history.value, steps), ...valuesOf(expected)], true);
  useEffect(() => shared?.report(run.index, own), [own?.[0], own?.[1], shared === undefined]);
  const span = shared?.span;
  return (
    <RunFigure
      run={run}
      kind={signalKind}
      choices={[signal, now, span?.[0], span?.[1]]}
      draw={(drawn, options) =>
        gradientByLayer([drawn], { ...options, steps, ...expected, ...(span && { span }) })
      }
    />
  );
}

/** ‖δ[l]‖ by layer at recorded steps. */
function rowsAt({ step, series }: History, steps: readonly number[]): Float64Array[] {
  const { columns = 0, values } = series.delta_norm ?? {};
  return steps.map(one => {
    const row = step.indexOf(one);
    return values?.subarray(row * columns, (row + 1) * columns) ?? new Float64Array(0);
  });
}

type Expected = ReturnType<typeof startOptions>;

const valuesOf = (expected: Expected | undefined): readonly (readonly number[])[] =>
  expected ? [...(expected.theory ?? []), ...expected.band.flatMap(({ low, high }) => [low, high])] : [];
