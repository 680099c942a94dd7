import { describeUnits, largestValue, paintUnits, type UnitValues, unitAt } from '@gradscope/figures';
import { countedText, type Dataset, gridPoints, valueText } from 'gradscope';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import type { LabState } from '../state/labState.ts';
import { Button } from '../ui/Button.tsx';
import { theme } from '../ui/theme.ts';
import { EachRun } from './EachRun.tsx';
import { type CanvasPlace, PlaneCanvas } from './PlaneCanvas.tsx';
import { squareGrid } from './plane.ts';
import { type SharedSpan, useSharedSpan } from './span.ts';
import { useAnswer } from './useAnswer.ts';

/**
 * Points along a side of a single neuron's picture and of one among many; and the time between questions, in
 * ms.
 */
const [POINTS, FEW_POINTS] = [56, 24];
const EVERY = 300;

interface UnitViewProps {
  readonly lab: LabState;
  readonly data: Dataset;
}

/** The outputs of a layer's neurons over the plane of the data: all of them, or one. */
export function UnitView({ lab, data }: UnitViewProps) {
  const span = useSharedSpan();
  return (
    <EachRun session={lab.session}>{run => <Units lab={lab} data={data} run={run} span={span} />}</EachRun>
  );
}

function Units({ lab, data, run, span }: UnitViewProps & { run: NetworkRun; span: SharedSpan }) {
  const { layer, neuron } = lab.url.value;
  const [hovered, hover] = useState('');
  const { units, shown, complaint } = useUnits(run, data, layer, neuron);
  const own = shown && largestValue(shown);
  useEffect(() => span.report(run.index, own === undefined ? undefined : [-own, own]), [own]);
  const largest = span.of(lab)?.[1] ?? own ?? 0;
  const colors = theme.value;
  const paint = useMemo(() => {
    if (!shown) return undefined;
    return (canvas: HTMLCanvasElement) => {
      paintUnits(canvas, shown, { largest, theme: colors, data });
      return describeUnits(run.name, layer, run.state.peek().step, shown);
    };
  }, [shown, largest, colors, data]);
  if (complaint) return <p class="notice">{`${run.name}: ${complaint}`}</p>;
  const unitIn = ({ x, y }: CanvasPlace) => unitAt(units, x, y);
  return (
    <figure class="regions">
      <PlaneCanvas
        paint={paint}
        label={`Neurons of layer ${layer} of ${run.name}`}
        {...(neuron === 0 && {
          onHover: at => {
            const unit = at && unitIn(at);
            hover(unit === undefined ? '' : `neuron ${unit + 1}`);
          },
          onPick: at => {
            const unit = unitIn(at);
            if (unit !== undefined) lab.set('neuron', unit + 1);
          },
        })}
      />
      <figcaption>
        {neuron > 0 ? `Neuron ${neuron} of ${units}` : units === 0 ? 'Neurons' : countedText(units, 'neuron')}
        : orange −{valueText(largest)} … blue {valueText(largest)}, linear; 0 is the background.{' '}
        {neuron > 0 ? (
          <Button kind="quiet" onClick={() => lab.set('neuron', 0)}>
            All neurons
          </Button>
        ) : (
          <span class="hovered">{hovered || 'Click one to enlarge it.'}</span>
        )}
      </figcaption>
    </figure>
  );
}

/** The units to show (all of the layer, or one), and the number of units in the layer. */
function useUnits(run: NetworkRun, data: Dataset, layer: number, neuron: number) {
  const grid = useMemo(() => squareGrid(data, neuron > 0 ? POINTS : FEW_POINTS), [data, neuron > 0]);
  const question = useMemo(
    () => ({ kind: 'outputs', points: gridPoints(grid), layer }) as const,
    [grid, layer],
  );
  const { answer, complaint } = useAnswer(run, question, EVERY).value;
  const points = grid.x.length * grid.y.length;
  const units = answer ? answer.length / points : 0;
  const shown = useMemo((): UnitValues | undefined => {
    if (!answer || !Number.isInteger(units)) return undefined;
    if (neuron === 0) return { grid, values: answer, units };
    return { grid, values: answer.filter((_, at) => at % units === neuron - 1), units: 1 };
  }, [answer, grid, neuron, units]);
  const isMissing = shown !== undefined && neuron > units;
  return {
    units,
    shown,
    complaint:
      complaint ?? (isMissing ? `neuron: expected 1 to ${units} of layer ${layer}, got ${neuron}` : ''),
  };
}
