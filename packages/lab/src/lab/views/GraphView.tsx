import { useMemo, useState } from 'preact/hooks';
import type { NetworkRun } from '../../session/networkRun.ts';
import { useAnswer } from '../useAnswer.ts';
import { EachRun } from './EachRun.tsx';
import { type GraphEdge, type GraphNode, layOutNetwork, level, type NetworkGraph } from './networkGraph.ts';
import type { ViewProps } from './view.ts';

const QUESTION = { kind: 'parameters' } as const;
const EVERY = 300;
const [WIDTH, HEIGHT] = [480, 300];
const THICKEST = 4;

/** The networks as graphs: how much gradient reaches each neuron, and how large the weights between them are. */
export function GraphView({ lab }: ViewProps) {
  const pick = ({ layer, unit }: GraphNode) => {
    lab.set('layer', layer);
    lab.set('neuron', unit + 1);
    if (!lab.url.value.open.includes('regions')) lab.set('open', [...lab.url.value.open, 'regions']);
  };
  return <EachRun session={lab.session}>{run => <Graph run={run} onPick={pick} />}</EachRun>;
}

interface GraphProps {
  readonly run: NetworkRun;
  readonly onPick: (node: GraphNode) => void;
}

function Graph({ run, onPick }: GraphProps) {
  const { answer } = useAnswer(run, QUESTION, EVERY).value;
  const graph = useMemo(() => answer && layOutNetwork(answer), [answer]);
  const [hovered, hover] = useState('');
  if (!answer || !graph) return <p class="notice">Getting ready.</p>;
  return (
    <figure class="graph">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={describe(run.name, answer.step, graph)}
        onPointerUp={({ target }) => {
          const node = graph.nodes[Number((target as SVGElement).dataset.node ?? -1)];
          if (node) onPick(node);
        }}
      >
        {graph.edges.map((edge, i) => (
          <Edge key={i} edge={edge} largest={graph.largestWeight} onHover={hover} />
        ))}
        {graph.nodes.map((node, i) => (
          <Node
            key={`${node.layer}-${node.unit}`}
            node={node}
            place={node.layer > 0 ? i : undefined}
            graph={graph}
            onHover={hover}
          />
        ))}
      </svg>
      <figcaption>
        Step {answer.step.toLocaleString('en')}: the darker a neuron, the larger its gradient ({range(graph)},
        log scale); the thicker a line, the larger its weight, dashed where it is negative
        {graph.isPart ? '; some of the layers and neurons, chosen evenly' : ''}. Click a neuron to see what it
        makes of the plane. <span class="hovered">{hovered}</span>
      </figcaption>
    </figure>
  );
}

interface Hovering {
  readonly onHover: (text: string) => void;
}

function Edge({ edge, largest, onHover }: Hovering & { readonly edge: GraphEdge; readonly largest: number }) {
  const { from, to, weight } = edge;
  const share = largest > 0 ? Math.abs(weight) / largest : 0;
  const text = `Weight from ${nameOf(from)} to ${nameOf(to)}: ${weight.toPrecision(4)}.`;
  return (
    <line
      x1={from.x * WIDTH}
      y1={from.y * HEIGHT}
      x2={to.x * WIDTH}
      y2={to.y * HEIGHT}
      class="graph-edge"
      stroke-width={Math.max(0.15, THICKEST * share)}
      stroke-opacity={0.15 + 0.55 * share}
      stroke-dasharray={weight < 0 ? '5 3' : undefined}
      onPointerEnter={() => onHover(text)}
    />
  );
}

interface NodeProps extends Hovering {
  readonly node: GraphNode;
  /** Its place among all nodes; undefined where it cannot be picked. */
  readonly place: number | undefined;
  readonly graph: NetworkGraph;
}

function Node({ node, place, graph, onHover }: NodeProps) {
  const { gradient, bias } = node;
  const numbers =
    gradient === undefined ? '' : `: gradient ${gradient.toPrecision(4)}, bias ${bias!.toPrecision(4)}`;
  const isInput = gradient === undefined;
  return (
    <circle
      cx={node.x * WIDTH}
      cy={node.y * HEIGHT}
      r={isInput ? 5 : 8}
      class={isInput ? 'graph-input' : gradient === 0 ? 'graph-node graph-zero' : 'graph-node'}
      fill-opacity={isInput ? undefined : 0.08 + 0.92 * level(graph, gradient)}
      onPointerEnter={() => onHover(`${nameOf(node)}${numbers}.`)}
      data-node={place}
    />
  );
}

function nameOf({ layer, unit }: GraphNode): string {
  return layer === 0 ? `input ${unit + 1}` : `neuron ${unit + 1} of layer ${layer}`;
}

function range({ smallest, largest }: NetworkGraph): string {
  return Number.isNaN(smallest) ? 'all 0' : `${smallest.toExponential(1)} … ${largest.toExponential(1)}`;
}

function describe(name: string, step: number, graph: NetworkGraph): string {
  return `Network ${name} at step ${step} as a graph of ${graph.nodes.length} neurons and ${graph.edges.length} weights; gradients of neurons ${range(graph)}, weights up to ${graph.largestWeight.toPrecision(3)}.`;
}
