import { describeRegions, paintRegions } from '@gradscope/figures';
import {
  type AnyDataset,
  countedText,
  type Dataset,
  gridPoints,
  inputsText,
  isRegression,
  type RegressionDataset,
} from 'gradscope';
import { useContext, useMemo } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import { Titled } from '../ui/Figure.tsx';
import { CurveView } from './CurveView.tsx';
import { EachRun } from './EachRun.tsx';
import { PlaneCanvas } from './PlaneCanvas.tsx';
import { isPlane, squareGrid } from './plane.ts';
import { useAnswer } from './useAnswer.ts';
import type { SessionViewProps } from './view.ts';

/** Points along a side of the picture, and the time between questions, in ms. */
const POINTS = 56;
const EVERY = 300;

/** Each network's answers over the plane of the data. */
export function RegionView({ lab }: SessionViewProps) {
  const data = lab.session.data.value;
  if (!data) return <p class="notice">Getting ready.</p>;
  if (isCurve(data)) return <CurveView lab={lab} data={data} />;
  if (!isPlane(data)) return <p class="notice">{noPlane(data)}</p>;
  return <EachRun session={lab.session}>{run => <Regions run={run} data={data} />}</EachRun>;
}

function noPlane(data: AnyDataset): string {
  const what = data.axes ? `are ${inputsText(data)}` : `have ${countedText(data.features, 'feature')}`;
  return `The data ${what}, so no plane can be drawn.`;
}

function isCurve(data: AnyDataset): data is RegressionDataset {
  return isRegression(data) && data.features === 1 && !data.axes && data.outputs === 1;
}

function Regions({ run, data }: { readonly run: NetworkRun; readonly data: Dataset }) {
  const titled = useContext(Titled);
  const grid = useMemo(() => squareGrid(data, POINTS), [data]);
  const question = useMemo(() => ({ kind: 'outputs', points: gridPoints(grid) }) as const, [grid]);
  const { answer } = useAnswer(run, question, EVERY).value;
  const paint = useMemo(() => {
    if (answer?.length !== POINTS * POINTS * data.classes) return undefined;
    const regions = { grid, scores: answer, classes: data.classes };
    return (canvas: HTMLCanvasElement) => {
      paintRegions(canvas, regions, data);
      return describeRegions(run.name, run.state.peek().step, regions);
    };
  }, [answer, data]);
  return (
    <figure class="regions">
      <PlaneCanvas paint={paint} label={`Decision regions of ${run.name}`} />
      {titled && <figcaption>{run.name}</figcaption>}
    </figure>
  );
}
