import { gradientByLayer, type StartBand } from '@gradscope/figures';
import type { History, StartingSignal } from 'gradscope';
import { useEffect, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../../session/networkRun.ts';
import { useOnce } from '../useOnce.ts';
import { EachRun } from './EachRun.tsx';
import { RunFigure } from './RunFigure.tsx';
import { recordedStep } from './recordedStep.ts';
import { type SharedSpan, type Span, spanOf } from './span.ts';
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
  const expected = signal && signal.measured.length === layers ? expectations(signal) : undefined;
  const own = spanOf([...rowsAt(history.value, steps), ...valuesOf(expected)], true);
  useEffect(() => shared?.report(run.index, own), [own?.[0], own?.[1], shared === undefined]);
  const span = shared?.span;
  return (
    <RunFigure
      run={run}
      series="delta_norm"
      choices={[signal, now, span?.[0], span?.[1]]}
      draw={(drawn, options) =>
        gradientByLayer([drawn], { ...options, steps, ...expected, ...(span && { span }) })
      }
      empty="record the ledger or the signal to see it here."
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

type Expected = ReturnType<typeof expectations>;

const valuesOf = (expected: Expected | undefined): readonly (readonly number[])[] =>
  expected ? [...(expected.theory ?? []), ...expected.band.flatMap(({ low, high }) => [low, high])] : [];

/** The expected signal in the figure's form; theory only if it has a prediction for all layers. */
function expectations(signal: StartingSignal) {
  const isComplete = !signal.predictions.some(({ reason }) => reason);
  const band: readonly StartBand[] = [bandOf(signal)];
  return { ...(isComplete && { theory: [predictedNorms(signal)] }), band };
}

/** ‖δ[l]‖ by layer: the measured norm at the output times the predicted factors of the layers above. */
function predictedNorms({ measured, predictions }: StartingSignal): number[] {
  const norms = [measured.at(-1)!];
  for (const { factor } of predictions.toReversed()) norms.unshift(norms[0] * factor);
  return norms;
}

function bandOf({ starts, measured }: StartingSignal): StartBand {
  const byLayer = measured.map((_, l) => starts.map(norms => norms[l]).sort((a, b) => a - b));
  return {
    low: byLayer.map(norms => norms[0]),
    median: byLayer.map(norms => norms[norms.length >> 1]),
    high: byLayer.map(norms => norms.at(-1)!),
    starts: starts.length,
  };
}
