import { activations } from '../../activation/index.ts';
import { columnsOf, type LayerSettings, type LayerValues } from '../../layerSettings.ts';
import type { ModelBuilder } from '../../modelBuilder.ts';
import { ModelLayer } from '../../modelLayer.ts';
import type { Cell } from '../../nodes/cells/cell.ts';
import { gru } from '../../nodes/cells/gru.ts';
import { lstm } from '../../nodes/cells/lstm.ts';
import { simpleCell } from '../../nodes/cells/simple.ts';
import { dense, denseParameters } from '../../nodes/dense.ts';
import { diagonal } from '../../nodes/diagonal.ts';
import { recurrence } from '../../nodes/recurrence.ts';
import { learnedTensor } from '../../parameters.ts';
import { leaveOutAndSkip } from '../finish.ts';
import type { LayerKind } from '../layerKind.ts';

const CELLS: Readonly<Record<string, Cell>> = {
  tanh: simpleCell(activations.tanh),
  relu: simpleCell(activations.relu),
  lstm,
  gru,
};

/** See `recurrentLayer`. */
export const buildRecurrent: LayerKind['build'] = (builder, settings, from, values) => {
  const { engine } = builder;
  const { fanIn, scale, bias } = settings;
  const parameters = denseParameters(engine, fanIn, columnsOf(settings), { hasBias: bias });
  const z = builder.add(dense(engine, from, builder.shapeOf(from), parameters, scale));
  const a =
    values.cell === 'diagonal'
      ? addDiagonal(builder, z, values)
      : addRecurrence(builder, z, settings, values);
  const h = leaveOutAndSkip(builder, settings, a, from);
  return new ModelLayer(builder, { first: z, z, u: z, a, h }, settings);
};

function addRecurrence(
  builder: ModelBuilder,
  z: number,
  { bias, width }: LayerSettings,
  { cell: name, truncate }: LayerValues,
): number {
  const { engine } = builder;
  const shape = builder.shapeOf(z);
  const cell = CELLS[name as string];
  const U = learnedTensor(engine, 'U', [width, shape.channels], { decays: true });
  const bU = cell.keepsApart && bias ? learnedTensor(engine, 'bU', [1, shape.channels]) : undefined;
  return builder.add(recurrence(z, shape, cell, { U, bU }, (truncate as number) || undefined));
}

/** Adds the states of a diagonal recurrence; returns their place. */
function addDiagonal(builder: ModelBuilder, from: number, { truncate }: LayerValues): number {
  const { engine } = builder;
  const shape = builder.shapeOf(from);
  const learned = (name: string) => learnedTensor(engine, name, [1, shape.channels / 2]);
  return builder.add(
    diagonal(from, shape, { nu: learned('nu'), theta: learned('theta') }, (truncate as number) || undefined),
  );
}
