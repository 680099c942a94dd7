import { curveFit, evenly, extentOf, type FigureOptions, type Prediction } from '@gradscope/figures';
import { signal } from '@preact/signals';
import type { RegressionDataset } from 'gradscope';
import { useEffect, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import { Figure } from '../ui/Figure.tsx';
import { useAnswer } from './useAnswer.ts';
import type { SessionViewProps } from './view.ts';

const POINTS = 200;
const EVERY = 200;

type Predictions = Readonly<Record<number, Prediction>>;

/** The networks' answers along the one feature of the data, as lines over its points. */
export function CurveView({ lab, data }: SessionViewProps & { readonly data: RegressionDataset }) {
  const predictions = useMemo(() => signal<Predictions>({}), [data]);
  const runs = lab.session.runs.value;
  const points = useMemo(() => evenly(extentOf([data.X])!, POINTS), [data]);
  const known = predictions.value;
  const draw = useMemo(() => {
    const drawn = runs.flatMap(({ index }) => known[index] ?? []);
    return (options: FigureOptions) => curveFit(data, drawn, options);
  }, [known, runs, data]);
  return (
    <>
      {runs.map(run => (
        <Listener
          key={run.index}
          run={run}
          points={points}
          onAnswer={y => {
            predictions.value = { ...predictions.peek(), [run.index]: { name: run.name, x: points, y } };
          }}
        />
      ))}
      <Figure draw={draw} />
    </>
  );
}

interface ListenerProps {
  readonly run: NetworkRun;
  readonly points: Float64Array;
  readonly onAnswer: (outputs: Float64Array) => void;
}

/** Asks one network; shows nothing itself. */
function Listener({ run, points, onAnswer }: ListenerProps) {
  const question = useMemo(() => ({ kind: 'outputs', points }) as const, [points]);
  const { answer } = useAnswer(run, question, EVERY).value;
  useEffect(() => {
    if (answer?.length === points.length) onAnswer(answer);
  }, [answer]);
  return null;
}
