import type { Graph, Value } from '../graph.ts';

/** As many rows as z, of zeros. */
export function zeros(graph: Graph, z: Value, width: number): Value {
  const rows = graph.node('Slice', [graph.node('Shape', [z]), graph.integers([0]), graph.integers([1])]);
  const sizes = graph.node('Concat', [rows, graph.integers([width])], { axis: 0 });
  return graph.node('Expand', [graph.number(0), sizes]);
}
