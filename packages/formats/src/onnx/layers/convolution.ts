import { columnsOf } from 'gradscope';
import type { Value } from '../graph.ts';
import { finish } from './finish.ts';
import type { LayerSource, OnnxLayer } from './onnxLayer.ts';
import { addProduct, scaled } from './product.ts';
import { addWindows, type WindowSettings, windowCounts } from './windows.ts';

/** onnxruntime has `Conv` only in float32: in float64 it is a product on windows. */
export const convolution: OnnxLayer = (given, source) => {
  const { graph, settings, shape } = source;
  const { kernel, stride, padding } = settings.of!.values as Readonly<Record<string, number>>;
  const { axes = [1], channels } = shape;
  const x = shape.axes ? given : graph.node('Reshape', [given, graph.integers([0, 1, channels])]);
  const windows = { size: kernel, stride, padding };
  const z =
    graph.precision === 'float32'
      ? operator(x, axes, windows, source)
      : addProduct(addWindows(graph, x, shape, windows), source);
  const counts = windowCounts(axes, windows);
  const positions = counts.reduce((product, count) => product * count, 1);
  return finish(z, { positions, axes: counts, channels: columnsOf(settings) }, x, source);
};

/** `Conv`, which has the channels first. */
function operator(
  x: Value,
  axes: readonly number[],
  { size, stride, padding }: WindowSettings,
  { graph, settings, arrays, shape: { channels } }: LayerSource,
): Value {
  const columns = columnsOf(settings);
  const inside = axes.map((_, i) => i + 1);
  const first = graph.node('Transpose', [x], { perm: [0, axes.length + 1, ...inside] });
  const sizes = axes.map(() => size);
  const W = channelsFirst(scaled(arrays.values('W'), settings.scale), channels, columns);
  const kernel = arrays.constant('kernel', [columns, channels, ...sizes], W);
  const z = graph.node('Conv', [first, kernel, arrays.constant('b', [columns])], {
    kernel_shape: sizes,
    strides: axes.map(() => stride),
    pads: [...axes, ...axes].map(() => padding),
  });
  return graph.node('Transpose', [z], { perm: [0, ...inside.map(axis => axis + 1), 1] });
}

/** From `[positions · channels, columns]` to `[columns, channels, positions]`. */
function channelsFirst(W: ArrayLike<number>, channels: number, columns: number): Float64Array {
  const positions = W.length / (channels * columns);
  return Float64Array.from({ length: W.length }, (_, i) => {
    const [position, rest] = [i % positions, Math.floor(i / positions)];
    const [channel, column] = [rest % channels, Math.floor(rest / channels)];
    return W[(position * channels + channel) * columns + column];
  });
}
