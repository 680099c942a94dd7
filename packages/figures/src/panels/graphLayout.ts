import type { Parameters } from 'gradscope';
import { chooseEvenly } from '../axes/chooseEvenly.ts';

/** A network at one step, in the form for a graph. */
export interface GraphNetwork {
  readonly name: string;
  readonly step: number;
  readonly parameters: Parameters;
  /** Σ|∂loss/∂W[:, j]| of every unit j, by layer; of maxout, of every piece. */
  readonly neurons: readonly ArrayLike<number>[];
}

/** A unit that is drawn. */
export interface GraphNode {
  /** 0 for an input. */
  readonly layer: number;
  /** From 0. */
  readonly unit: number;
  /** Its place in its column, 0 … 1. */
  readonly y: number;
  /** Undefined for inputs and biases. */
  readonly gradient: number | undefined;
  readonly bias: number | undefined;
}

/** A layer that is drawn. */
export interface GraphColumn {
  readonly layer: number;
  readonly units: number;
  readonly nodes: readonly GraphNode[];
}

export interface GraphEdge {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly weight: number;
}

export interface GraphLayout {
  readonly columns: readonly GraphColumn[];
  readonly edges: readonly GraphEdge[];
  /** Number of layers, including the inputs; more than the columns if there is no room for all. */
  readonly layers: number;
  /** Whether a layer has more units than are drawn. */
  readonly isThinned: boolean;
}

/** The most columns, and nodes per column, that can be told apart. */
const mostColumns = 9;
const mostNodes = 10;

const indices = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** Lays out a network from left to right: of many layers and units some, chosen evenly. Edges join neighbours only. */
export function graphLayout({ parameters, neurons }: GraphNetwork): GraphLayout {
  const sizes = [parameters[0].fanIn, ...parameters.map(({ fanOut }) => fanOut)];
  const columns = chooseEvenly(indices(sizes.length), mostColumns).map((layer): GraphColumn => {
    const units = sizes[layer];
    const chosen = chooseEvenly(indices(units), mostNodes);
    const nodes = chosen.map((unit, row) => ({
      layer,
      unit,
      y: (row + 0.5) / chosen.length,
      gradient: neurons[layer - 1]?.[unit],
      bias: parameters[layer - 1]?.b[unit],
    }));
    return { layer, units, nodes };
  });
  const edges = columns.slice(1).flatMap((column, at) => edgesTo(column, columns[at], parameters));
  return {
    columns,
    edges,
    layers: sizes.length,
    isThinned: columns.some(({ units, nodes }) => nodes.length < units),
  };
}

/**
 * If layers between are left out, or units are joined by maxout, there is no weight from one to the other.
 */
function edgesTo(column: GraphColumn, before: GraphColumn, parameters: Parameters): GraphEdge[] {
  const { W, fanOut, fanIn } = parameters[column.layer - 1];
  if (column.layer !== before.layer + 1 || fanIn !== before.units) return [];
  return before.nodes.flatMap(from =>
    column.nodes.map(to => ({ from, to, weight: W[from.unit * fanOut + to.unit] })),
  );
}
