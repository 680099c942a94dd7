import type { Graph, Value } from '../graph.ts';
import { skipped } from './finish.ts';
import { unitSquares } from './normalize.ts';
import { alongAxes, alongOne, type LayerSource, type OnnxLayer } from './onnxLayer.ts';
import { addProduct, scaled } from './product.ts';

export const attention: OnnxLayer = (given, source) => {
  const { graph, settings, arrays, shape } = source;
  const { heads, causal, qkNorm } = settings.of!.values;
  const { positions, channels } = shape;
  const size = channels / (heads as number);
  const qkv = addProduct(alongOne(graph, given, shape), source);
  const parts = graph.node(
    'Transpose',
    [graph.node('Reshape', [qkv, graph.integers([0, positions, 3, heads as number, size])])],
    { perm: [2, 0, 3, 1, 4] },
  );
  const part = (k: number) => graph.node('Gather', [parts, graph.integer(k)], { axis: 0 });
  const normal = (x: Value, gain: string) =>
    qkNorm ? graph.node('Mul', [unitSquares(graph, x), arrays.constant(gain, [size])]) : x;
  const [q, k, v] = [normal(part(0), 'gQ'), normal(part(1), 'gK'), part(2)];
  const turned = graph.node('Transpose', [k], { perm: [0, 1, 3, 2] });
  // Not a factor of the product: onnxruntime would fuse that, with the factor in float32.
  const factors = graph.array(`1/√${size}`, [size], new Float64Array(size).fill(1 / Math.sqrt(size)));
  const scores = graph.node('MatMul', [graph.node('Mul', [q, factors]), turned]);
  const seen = causal ? graph.node('Add', [scores, laterHidden(graph, positions)]) : scores;
  const attended = graph.node('MatMul', [graph.node('Softmax', [seen], { axis: -1 }), v]);
  const beside = graph.node('Transpose', [attended], { perm: [0, 2, 1, 3] });
  const joined = graph.node('Reshape', [beside, graph.integers([0, positions, channels])]);
  return skipped(alongAxes(graph, outputProduct(joined, source), shape, channels), given, source);
};

/** 0 up to each position, −∞ after it. */
function laterHidden(graph: Graph, positions: number): Value {
  const values = Float64Array.from({ length: positions * positions }, (_, i) =>
    i % positions > Math.floor(i / positions) ? Number.NEGATIVE_INFINITY : 0,
  );
  return graph.array(`later${positions}`, [positions, positions], values);
}

function outputProduct(x: Value, { graph, settings, arrays, shape: { channels } }: LayerSource): Value {
  const O = arrays.constant('O', [channels, channels], scaled(arrays.values('O'), settings.scale));
  const product = graph.node('MatMul', [x, O]);
  return settings.bias ? graph.node('Add', [product, arrays.constant('bO', [channels])]) : product;
}
