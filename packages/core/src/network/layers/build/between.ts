import { addPositions, fillSinusoidal } from '../../nodes/addPositions.ts';
import { pool as poolNode } from '../../nodes/pool.ts';
import { reshape } from '../../nodes/reshape.ts';
import { take } from '../../nodes/take.ts';
import { learnedTensor } from '../../parameters.ts';
import type { BetweenKind } from '../layerKind.ts';

/** See `betweenKinds`. */
export const addPool: BetweenKind['add'] = (builder, from, { how, size }) => {
  const input = builder.shapeOf(from);
  const { positions, channels } = input;
  if (how === 'last') return builder.add(take(from, input, positions - 1));
  if (how === 'flatten')
    return builder.add(reshape(from, input, { positions: 1, channels: positions * channels }));
  // All positions at once are one window along one axis.
  const [shape, window] = size === 0 ? [{ positions, channels }, positions] : [input, size as number];
  return builder.add(poolNode(from, shape, how as 'mean' | 'max', { size: window, stride: window }));
};

export const addPositionVectors: BetweenKind['add'] = (builder, from, { how }) => {
  const shape = builder.shapeOf(from);
  const { engine } = builder;
  const size = [shape.positions, shape.channels] as const;
  if (how === 'add') return builder.add(addPositions(from, shape, learnedTensor(engine, 'P', size)));
  const waves = engine.tensor(...size);
  fillSinusoidal(waves, shape);
  return builder.add(addPositions(from, shape, waves));
};
