import type { BuiltInBetween, LayerValues, Shape } from 'gradscope';
import type { Graph, Value } from '../graph.ts';
import type { LayerArrays } from '../layerArrays.ts';
import { addNormalization } from './normalize.ts';
import { alongOne, sizesOf } from './onnxLayer.ts';
import { addWindows, windowCounts } from './windows.ts';

interface BetweenSource {
  readonly graph: Graph;
  readonly arrays: LayerArrays;
  readonly values: LayerValues;
  readonly shape: Shape;
}

type OnnxBetween = (x: Value, source: BetweenSource) => Value;

const pool: OnnxBetween = (x, { graph, values: { how, size }, shape }) => {
  const { positions, channels, axes } = shape;
  if (how === 'flatten') return graph.node('Reshape', [x, graph.integers([0, positions * channels])]);
  if (how === 'last') {
    return graph.node('Gather', [alongOne(graph, x, shape), graph.integer(positions - 1)], { axis: 1 });
  }
  const operator = how === 'max' ? 'ReduceMax' : 'ReduceMean';
  if (size === 0) return graph.node(operator, [alongOne(graph, x, shape)], { axes: [1], keepdims: 0 });
  const settings = { size: size as number, stride: size as number, padding: 0 };
  const windows = addWindows(graph, axes ? x : alongOne(graph, x, shape), shape, settings);
  const apart = [...windowCounts(axes ?? [1], settings), settings.size ** (axes?.length ?? 1), channels];
  const parts = graph.node('Reshape', [windows, graph.integers([0, ...apart])]);
  return graph.node(operator, [parts], { axes: [-2], keepdims: 0 });
};

const positions: OnnxBetween = (x, { graph, arrays, values: { how }, shape }) => {
  const waves = how === 'add' ? undefined : sinusoidal(shape);
  return graph.node('Add', [x, arrays.constant('P', sizesOf(shape), waves)]);
};

/** As `fillSinusoidal` has it. */
function sinusoidal({ positions, channels }: Shape): Float64Array {
  return Float64Array.from({ length: positions * channels }, (_, i) => {
    const [p, j] = [Math.floor(i / channels), i % channels];
    const angle = p * 10_000 ** (-(j - (j % 2)) / channels);
    return j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

const normalize: OnnxBetween = (x, { graph, arrays, values: { how } }) =>
  addNormalization(graph, arrays, how as string, x, 'In');

/** What stands between layers, with the arrays of the layer after it. */
export const ONNX_BETWEEN: Readonly<Record<BuiltInBetween, OnnxBetween>> = { pool, positions, normalize };
