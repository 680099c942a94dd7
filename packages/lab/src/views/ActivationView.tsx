import { activationHistograms, type FigureOptions } from '@gradscope/figures';
import { useEffect, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import type { LayerActivations } from '../session/protocol.ts';
import { Figure } from '../ui/Figure.tsx';
import { EachRun } from './EachRun.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { SlopeTable } from './SlopeTable.tsx';
import { type SharedSpan, type Span, spanOf, useSharedSpan } from './span.ts';
import { useAnswer } from './useAnswer.ts';
import type { ViewProps } from './view.ts';

/**
 * The number of layers whose histograms stay legible over each other, and the time between questions, in ms.
 */
const QUESTION = { kind: 'activations', most: 8 } as const;
const EVERY = 400;

interface Spans {
  readonly outputs: SharedSpan;
  readonly slopes: SharedSpan;
}

/**
 * The distributions of each hidden layer's outputs and slopes. A slope is the share of a gradient that a unit
 * passes on.
 */
export function ActivationView({ lab }: ViewProps) {
  const spans = { outputs: useSharedSpan(), slopes: useSharedSpan() };
  return (
    <>
      <div class="view-controls">
        <RangeChoice lab={lab} />
      </div>
      <EachRun session={lab.session}>
        {run => (
          <Activations
            run={run}
            spans={spans}
            outputs={spans.outputs.of(lab)}
            slopes={spans.slopes.of(lab)}
          />
        )}
      </EachRun>
    </>
  );
}

interface ActivationsProps {
  readonly run: NetworkRun;
  readonly spans: Spans;
  /** The range of all networks; undefined if each has its own. */
  readonly outputs: Span | undefined;
  readonly slopes: Span | undefined;
}

function Activations({ run, spans, outputs, slopes }: ActivationsProps) {
  const { answer } = useAnswer(run, QUESTION, EVERY).value;
  useEffect(() => {
    for (const which of ['outputs', 'slopes'] as const)
      spans[which].report(run.index, answer && spanOf(answer.map(layer => layer[which])));
  }, [answer]);
  const drawOutputs = useHistograms(run, answer, 'outputs', outputs);
  const drawSlopes = useHistograms(run, answer, 'slopes', slopes);
  if (answer?.length === 0) return <p class="notice">{run.name} has no hidden layer.</p>;
  return (
    <>
      <Figure draw={drawOutputs} empty="Getting ready." />
      {drawSlopes && <Figure draw={drawSlopes} />}
      {answer && <SlopeTable name={run.name} layers={answer} />}
    </>
  );
}

/** Draws one histogram per layer; undefined if no layer has such values, for example the slopes of maxout. */
function useHistograms(
  run: NetworkRun,
  answer: readonly LayerActivations[] | undefined,
  which: 'outputs' | 'slopes',
  span: Span | undefined,
) {
  return useMemo(() => {
    const layers = answer?.filter(layer => layer[which].length > 0);
    if (!layers || layers.length === 0) return undefined;
    const values = layers.map(layer => ({ name: `layer ${layer.layer}`, values: layer[which] }));
    const quantity = which === 'outputs' ? 'activation' : 'slope';
    return (options: FigureOptions) =>
      activationHistograms(values, { ...options, name: run.name, quantity, ...(span && { span }) });
  }, [run, answer, span?.[0], span?.[1]]);
}
