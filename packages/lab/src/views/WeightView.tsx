import { type FigureOptions, weightMatrices } from '@gradscope/figures';
import { countText, type Parameters, steadyText } from 'gradscope';
import { useEffect, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import type { Answers } from '../session/protocol.ts';
import { Figure } from '../ui/Figure.tsx';
import { EachRun } from './EachRun.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { type SharedSpan, type Span, spanOf, useSharedSpan } from './span.ts';
import { useAnswer } from './useAnswer.ts';
import type { ViewProps } from './view.ts';
import { summarizeWeights } from './weightSummary.ts';

const QUESTION = { kind: 'parameters' } as const;
const EVERY = 300;

/** The most layers listed one by one. */
const MOST_ROWS = 60;

/** The weights of every layer as pictures, and in numbers. */
export function WeightView({ lab }: ViewProps) {
  const span = useSharedSpan();
  return (
    <>
      <div class="view-controls">
        <RangeChoice lab={lab} />
      </div>
      <EachRun session={lab.session}>
        {run => <Weights run={run} shared={span} span={span.of(lab)} />}
      </EachRun>
    </>
  );
}

interface WeightsProps {
  readonly run: NetworkRun;
  readonly shared: SharedSpan;
  /** The range of all networks; undefined if each has its own. */
  readonly span: Span | undefined;
}

function Weights({ run, shared, span }: WeightsProps) {
  const { answer } = useAnswer(run, QUESTION, EVERY).value;
  useEffect(() => {
    shared.report(run.index, answer && spanOf(answer.parameters.map(({ W }) => W)));
  }, [answer]);
  const draw = useMemo(() => {
    if (!answer) return undefined;
    const { parameters, step } = answer;
    return (options: FigureOptions) =>
      weightMatrices(parameters, { ...options, name: run.name, step, ...(span && { span }) });
  }, [run, answer, span?.[0], span?.[1]]);
  return (
    <>
      <Figure draw={draw} empty="Getting ready." />
      {answer && <WeightTable name={run.name} answer={answer} />}
    </>
  );
}

function WeightTable({ name, answer }: { readonly name: string; readonly answer: Answers['parameters'] }) {
  const { parameters, step } = answer;
  return (
    <table class="numbers">
      <caption>
        Weights of {name} at step {countText(step)}
        {parameters.length > MOST_ROWS ? `, the first ${MOST_ROWS} of ${parameters.length} layers` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">layer</th>
          <th scope="col">shape</th>
          <th scope="col">mean</th>
          <th scope="col">std</th>
          <th scope="col">largest</th>
          <th scope="col">‖W‖</th>
        </tr>
      </thead>
      <tbody>
        {parameters
          .slice(0, MOST_ROWS)
          .map((layer, l) => layer.W.length > 0 && <WeightRow key={l} layer={layer} number={l + 1} />)}
      </tbody>
    </table>
  );
}

function WeightRow({ layer, number }: { readonly layer: Parameters[number]; readonly number: number }) {
  const { mean, deviation, largest, norm } = summarizeWeights(layer.W);
  return (
    <tr>
      <th scope="row">{number}</th>
      <td>
        {layer.fanIn}&nbsp;×&nbsp;{layer.fanOut}
      </td>
      {[mean, deviation, largest, norm].map((value, i) => (
        <td key={i}>{steadyText(value)}</td>
      ))}
    </tr>
  );
}
