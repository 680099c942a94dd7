import { type FigureOptions, networkGraph } from '@gradscope/figures';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { NetworkRun } from '../session/networkRun.ts';
import type { LabState } from '../state/labState.ts';
import { Figure } from '../ui/Figure.tsx';
import { LeaveFullScreen } from '../ui/fullScreen.ts';
import { EachRun } from './EachRun.tsx';
import { type GraphPlace, neighbour, placeOf, wordsOf } from './graphShapes.ts';
import { LayerBoxes } from './LayerBoxes.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { type SharedSpan, spanOf, useSharedSpan } from './span.ts';
import { useAnswer } from './useAnswer.ts';
import { type ViewProps, viewId } from './view.ts';

const QUESTION = { kind: 'parameters' } as const;
const EVERY = 300;

/** The networks as graphs with the gradient at each neuron and the size of each weight. */
export function GraphView({ lab }: ViewProps) {
  const spans = { gradients: useSharedSpan(), weights: useSharedSpan() };
  return (
    <>
      <div class="view-controls">
        <RangeChoice lab={lab} />
      </div>
      <EachRun session={lab.session}>
        {run => (isDense(run) ? <Graph lab={lab} run={run} spans={spans} /> : <LayerBoxes run={run} />)}
      </EachRun>
    </>
  );
}

const isDense = (run: NetworkRun): boolean =>
  run.opened.value?.layers.every(({ of }) => of === undefined) ?? true;

interface GraphProps {
  readonly lab: LabState;
  readonly run: NetworkRun;
  readonly spans: { readonly gradients: SharedSpan; readonly weights: SharedSpan };
}

/**
 * The numbers of the neuron or weight under the pointer appear below the figure. A click on a neuron shows
 * its response over the plane. Arrow keys move among neurons, and Enter clicks.
 */
function Graph({ lab, run, spans }: GraphProps) {
  const { answer } = useAnswer(run, QUESTION, EVERY).value;
  const [said, say] = useState('');
  const [marked, mark] = useState<GraphPlace>();
  // An embedded page has no view of the plane.
  const isAlone = lab.url.value.embed !== 'none';
  const leaveFullScreen = useContext(LeaveFullScreen);
  const show = (place: GraphPlace | undefined) => {
    if (isAlone || !place || place.layer === 0) return;
    leaveFullScreen();
    pick(lab, place);
  };
  useEffect(() => {
    spans.gradients.report(run.index, answer && spanOf(answer.neurons, true));
    spans.weights.report(run.index, answer && spanOf(answer.parameters.map(({ W }) => W)));
  }, [answer]);
  const gradients = spans.gradients.of(lab);
  const weights = spans.weights.of(lab);
  const largestWeight = weights && Math.max(-weights[0], weights[1]);
  const draw = useMemo(() => {
    if (!answer) return undefined;
    const chosen = {
      ...(gradients && { span: gradients }),
      ...(largestWeight !== undefined && { largestWeight }),
      ...(marked && { marked }),
    };
    return (options: FigureOptions) => networkGraph({ name: run.name, ...answer }, { ...options, ...chosen });
  }, [run, answer, marked, gradients?.[0], gradients?.[1], largestWeight]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && marked) show(marked);
    else {
      const next = neighbour(event.currentTarget as Element, marked, event.key);
      if (!next) return;
      mark(placeOf(next));
      say(wordsOf(next));
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <figure class="graph">
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application has keys of its own
        tabIndex={0}
        aria-label={`Neurons of ${run.name}: arrow keys go from one to the next${isAlone ? '' : ', Enter shows its response over the plane'}`}
        onPointerOver={({ target }) => say(wordsOf(target))}
        onPointerLeave={() => say('')}
        onClick={({ target }) => show(placeOf(target))}
        onKeyDown={onKey}
        onBlur={() => mark(undefined)}
      >
        <Figure draw={draw} empty="Getting ready." />
      </div>
      <figcaption aria-live="polite">
        {said ||
          (isAlone
            ? 'Point at a neuron or a line to read it.'
            : 'Click a neuron to see its response over the plane.')}
      </figcaption>
    </figure>
  );
}

/**
 * Shows a neuron's response over the plane in the view of the plane, which may be folded and out of sight.
 */
function pick(lab: LabState, place: GraphPlace): void {
  lab.set('layer', place.layer);
  lab.set('neuron', place.unit + 1);
  const { open } = lab.url.value;
  if (!open.includes('regions')) lab.set('open', [...open, 'regions']);
  requestAnimationFrame(() => document.getElementById(viewId('regions'))?.scrollIntoView());
}
