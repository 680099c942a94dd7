import type { Value } from '../graph.ts';
import { type CellName, stepOf } from './cells.ts';
import { addDiagonal } from './diagonal.ts';
import { skipped } from './finish.ts';
import { alongAxes, alongOne, type LayerSource, type OnnxLayer } from './onnxLayer.ts';
import { addProduct, scaled } from './product.ts';
import { zeros } from './zeros.ts';

/** onnxruntime has `RNN`, `LSTM` and `GRU` only in float32: in float64 they are a `Scan` over the positions. */
export const recurrent: OnnxLayer = (given, source) => {
  const { graph, settings, shape } = source;
  const { cell } = settings.of!.values;
  const x = alongOne(graph, given, shape);
  const own = () => {
    if (cell === 'diagonal') return addDiagonal(addProduct(x, source), source);
    if (graph.precision === 'float32') return operator(x, cell as CellName, source);
    return scan(addProduct(x, source), cell as CellName, source);
  };
  return skipped(alongAxes(graph, own(), shape, settings.width), given, source);
};

function scan(z: Value, cell: CellName, { graph, settings: { width }, arrays }: LayerSource): Value {
  const gates = arrays.values('b').length / width;
  const U = arrays.constant('U', [width, gates * width]);
  const bU = arrays.values('bU') && arrays.constant('bU', [gates * width]);
  const zero = zeros(graph, z, width);
  const states = cell === 'lstm' ? [zero, zero] : [zero];
  const [h] = graph.scan(z, states, 1, (before, entering) => {
    const product = graph.node('MatMul', [before[0], U]);
    const own = bU ? graph.node('Add', [product, bU]) : product;
    return stepOf(graph, cell, width, { entering, own, before });
  });
  return h;
}

/** An operator of ONNX, and the order in which it has our gates. */
const OPERATORS = {
  tanh: { name: 'RNN', order: [0] },
  relu: { name: 'RNN', order: [0], activations: ['Relu'] },
  lstm: { name: 'LSTM', order: [0, 3, 1, 2] },
  gru: { name: 'GRU', order: [1, 0, 2], linear_before_reset: 1 },
} as const;

/** It has the positions first, and the gates of W and U one below the other. */
function operator(x: Value, cell: CellName, { graph, settings, arrays }: LayerSource): Value {
  const { fanIn, width, scale } = settings;
  const { name, order, ...attributes } = OPERATORS[cell];
  const gates = order.length;
  const matrix = (key: string, rows: number, values: ArrayLike<number>) =>
    arrays.constant(key, [1, gates * width, rows], gatesBelow(values, rows, width, order));
  const none = new Float64Array(gates * width);
  const biases = [arrays.values('b'), arrays.values('bU') ?? none].flatMap(values => [
    ...gatesBelow(values, 1, width, order),
  ]);
  const y = graph.node(
    name,
    [
      graph.node('Transpose', [x], { perm: [1, 0, 2] }),
      matrix(`${cell}W`, fanIn, scaled(arrays.values('W'), scale)),
      matrix(`${cell}U`, width, arrays.values('U')),
      arrays.constant(`${cell}B`, [1, 2 * gates * width], biases),
    ],
    { hidden_size: width, ...attributes },
  );
  const h = graph.node('Squeeze', [y, graph.integers([1])]);
  return graph.node('Transpose', [h], { perm: [1, 0, 2] });
}

/** From `[rows, gates · width]` to `[gates · width, rows]`, the gates in this order. */
function gatesBelow(
  values: ArrayLike<number>,
  rows: number,
  width: number,
  order: readonly number[],
): Float64Array {
  const columns = order.length * width;
  return Float64Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [i % rows, Math.floor(i / rows)];
    const gate = order[Math.floor(column / width)];
    return values[row * columns + gate * width + (column % width)];
  });
}
