import type { InitSettings } from '../initializer/index.ts';
import type { LayerSettings, LayerValue, LayerValues } from '../layerSettings.ts';
import { builders } from './builders.ts';
import { drawDiagonal } from './drawDiagonal.ts';
import type { Arrays, Draw, LayerKind } from './layerKind.ts';
import { sideBySide } from './sideBySide.ts';

/** Columns of W and U for each unit, by cell. */
const GATES: Readonly<Record<string, number>> = { tanh: 1, relu: 1, lstm: 4, gru: 3, diagonal: 1 };

const radius = { from: 0, to: 1, below: true, when: { cell: ['diagonal'] } } as const;

/**
 * A state that goes through the positions, `h[t] = cell(x[t] W + b, h[t−1] U)`; it keeps all positions. `W` is `[fanIn,
 * gates · width]` and `U` `[width, gates · width]`, the gates side by side in PyTorch's order. A diagonal cell has
 * `nu` and `theta` `[width / 2]` instead of U.
 */
export const recurrentLayer = {
  label: 'Recurrent',
  takes: ['width', 'init', 'residual', 'dropout'],
  settings: {
    cell: {
      choices: ['tanh', 'relu', 'lstm', 'gru', 'diagonal'],
      default: 'tanh',
      description:
        'tanh, relu: one product and its activation; lstm, gru: gated; diagonal: linear, each unit by itself.',
    },
    recurrentInit: {
      init: { kind: 'orthogonal', gain: 1 },
      description: 'How U starts, each gate by itself.',
    },
    forgetBias: {
      from: -100,
      to: 100,
      default: 1,
      when: { cell: ['lstm'] },
      description: 'Of lstm: what is added to the bias of the forget gate at the start.',
    },
    truncate: {
      whole: true,
      from: 0,
      to: 10_000_000,
      default: 0,
      description: 'Positions through which the signal goes back at most; 0 for all.',
    },
    smallestRadius: { ...radius, default: 0.5, description: 'Of diagonal: the smallest |λ| at the start.' },
    largestRadius: { ...radius, default: 0.99, description: 'Of diagonal: the largest |λ| at the start.' },
  },
  shape(input, width, { cell, smallestRadius, largestRadius }) {
    if (cell === 'diagonal' && width % 2 === 1) {
      throw new RangeError(`width: expected an even number, since a diagonal cell has pairs, got ${width}`);
    }
    if (cell === 'diagonal' && (smallestRadius as number) > (largestRadius as number)) {
      throw new RangeError(
        `smallestRadius: expected at most largestRadius, ${largestRadius}, got ${smallestRadius}`,
      );
    }
    return { ...input, channels: width };
  },
  weights: ({ fanIn, width }, { cell }) => [fanIn, width * gatesOf(cell)],
  draw(settings, draw, values) {
    const { fanIn, width } = settings;
    if (values.cell === 'diagonal')
      return { ...draw(fanIn, width), ...drawDiagonal(width / 2, draw, values) };
    return drawGates(settings, draw, values);
  },
  build: (...parts) => builders.recurrent(...parts),
} as const satisfies LayerKind;

const gatesOf = (cell: LayerValue): number => GATES[cell as string];

function drawGates({ fanIn, width, bias }: LayerSettings, draw: Draw, values: LayerValues): Arrays {
  const gates = gatesOf(values.cell);
  const inputs = Array.from({ length: gates }, () => draw(fanIn, width));
  const own = Array.from({ length: gates }, () => draw(width, width, values.recurrentInit as InitSettings));
  const b = sideBySide(
    inputs.map(start => start.b),
    1,
  );
  if (values.cell === 'lstm') for (let j = width; j < 2 * width; j++) b[j] += values.forgetBias as number;
  return {
    W: sideBySide(
      inputs.map(start => start.W),
      fanIn,
    ),
    b: bias ? b : new Float64Array(b.length),
    U: sideBySide(
      own.map(start => start.W),
      width,
    ),
  };
}
