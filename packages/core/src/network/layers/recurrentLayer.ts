import { activations } from '../activation/index.ts';
import type { InitSettings } from '../initializer/index.ts';
import type { LayerSettings, LayerValue } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import { ModelLayer } from '../modelLayer.ts';
import type { Cell } from '../nodes/cells/cell.ts';
import { gru } from '../nodes/cells/gru.ts';
import { lstm } from '../nodes/cells/lstm.ts';
import { simpleCell } from '../nodes/cells/simple.ts';
import { dense, denseParameters } from '../nodes/dense.ts';
import { recurrence } from '../nodes/recurrence.ts';
import type { LearnedTensor } from '../parameters.ts';
import { addDiagonal, drawDiagonal } from './diagonalLayer.ts';
import { leaveOutAndSkip } from './finish.ts';
import type { Arrays, Draw, LayerKind } from './layerKind.ts';

const CELLS: Readonly<Record<string, Cell>> = {
  tanh: simpleCell(activations.tanh),
  relu: simpleCell(activations.relu),
  lstm,
  gru,
};

const radius = { from: 0, to: 1, below: true } as const;

type Values = Readonly<Record<string, LayerValue>>;

/**
 * A state that goes through the positions, `h[t] = cell(x[t] W + b, h[t−1] U)`; it keeps all positions. `W` is `[fanIn,
 * gates · width]` and `U` `[width, gates · width]`, the gates side by side in PyTorch's order. A diagonal cell has
 * `nu` and `theta` `[width / 2]` instead of U.
 */
export const recurrentLayer: LayerKind = {
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
      start: { kind: 'orthogonal', gain: 1 },
      description: 'How U starts, each gate by itself.',
    },
    forgetBias: {
      from: -100,
      to: 100,
      default: 1,
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
  build(builder, settings, from, values) {
    const { engine } = builder;
    const { fanIn, width, scale, bias } = settings;
    const parameters = denseParameters(engine, fanIn, width * gatesOf(values.cell), { hasBias: bias });
    const z = builder.add(dense(engine, from, builder.shapeOf(from), parameters, scale));
    const a =
      values.cell === 'diagonal' ? addDiagonal(builder, z) : addRecurrence(builder, z, settings, values);
    const h = leaveOutAndSkip(builder, settings, a, from);
    return new ModelLayer(builder, { first: z, z, u: z, a, h }, settings);
  },
};

function gatesOf(cell: LayerValue): number {
  return CELLS[cell as string]?.gates ?? 1;
}

function addRecurrence(
  builder: ModelBuilder,
  z: number,
  { bias }: LayerSettings,
  { cell: name, truncate }: Values,
): number {
  const { engine } = builder;
  const shape = builder.shapeOf(z);
  const cell = CELLS[name as string];
  const learned = (name: string, rows: number, decays: boolean): LearnedTensor => {
    const [tensor, gradient] = [engine.tensor(rows, shape.channels), engine.tensor(rows, shape.channels)];
    return { name, tensor, gradient, decays };
  };
  const U = learned('U', shape.channels / cell.gates, true);
  const bU = cell.keepsApart && bias ? learned('bU', 1, false) : undefined;
  return builder.add(recurrence(z, shape, cell, { U, bU }, (truncate as number) || undefined));
}

function drawGates({ fanIn, width, bias }: LayerSettings, draw: Draw, values: Values): Arrays {
  const { gates } = CELLS[values.cell as string];
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

/** Matrices of as many rows as one, row-major. */
function sideBySide(matrices: readonly Float64Array[], rows: number): Float64Array {
  const width = matrices[0].length / rows;
  const all = new Float64Array(matrices.length * matrices[0].length);
  for (const [m, matrix] of matrices.entries()) {
    for (let row = 0; row < rows; row++) {
      all.set(matrix.subarray(row * width, (row + 1) * width), (row * matrices.length + m) * width);
    }
  }
  return all;
}
