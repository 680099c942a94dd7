import { axesOf } from '../nodes/node.ts';
import { windowsOf } from '../nodes/windows.ts';
import { shapeInto } from './between.ts';
import { builders } from './builders.ts';
import type { LayerKind } from './layerKind.ts';
import { windowOf } from './windowOf.ts';

const count = { whole: true, from: 1, to: 1000 } as const;

/**
 * `h = φ(norm(scale · window(x) W + b))`: the same product on every window of positions, along one axis or two. W is
 * `[kernel · channels in, channels]`, for two axes `[kernel² · channels in, channels]`: position after position, in each
 * its channels. PyTorch's `Conv1d`, `Conv2d`, with the channels last.
 */
export const convolutionLayer = {
  label: 'Convolution',
  takes: ['activation', 'init', 'normalization', 'residual', 'dropout'],
  settings: {
    channels: { whole: true, from: 1, to: 100_000, description: 'Channels of the output.', start: 16 },
    kernel: { ...count, default: 3, description: 'Positions of a window along each axis.' },
    stride: { ...count, default: 1, description: 'Positions from one window to the next.' },
    padding: {
      ...count,
      default: 0,
      from: 0,
      description: 'Zeros at both ends of each axis; (kernel − 1) / 2 keeps the number of positions.',
    },
  },
  shape(input, _, values) {
    const { axes, count } = windowsOf(input, windowOf(values));
    return { positions: count, channels: values.channels as number, axes };
  },
  weights(settings, values) {
    const axes = axesOf(shapeInto(settings)).length;
    const { activation, fanIn } = settings;
    const pieces = activation.kind === 'maxout' ? activation.pieces : 1;
    return [(values.kernel as number) ** axes * fanIn, (values.channels as number) * pieces];
  },
  build: (...parts) => builders.convolution(...parts),
} as const satisfies LayerKind;
