import { kindNamed } from '../../kinds/kind.ts';
import { type BetweenSettings, inputShapeOf, type LayerSettings } from '../layerSettings.ts';
import type { ModelBuilder } from '../modelBuilder.ts';
import { axesOf, type Shape } from '../nodes/node.ts';
import { type NormalizationName, normalize } from '../nodes/normalize.ts';
import { builders } from './builders.ts';
import type { BetweenKind } from './layerKind.ts';

/** From positions to one vector, or to fewer positions. */
const pool = {
  settings: {
    how: {
      choices: ['last', 'mean', 'max', 'flatten'],
      default: 'mean',
      description:
        'last: the last position; mean, max: over the positions; flatten: all channels of all positions side by side.',
    },
    size: {
      whole: true,
      default: 0,
      from: 0,
      to: 1000,
      when: { how: ['mean', 'max'] },
      description: 'Of mean and max: positions of a window along each axis; 0 takes all positions at once.',
    },
  },
  shape(input, { how, size }) {
    const { positions, channels } = input;
    if (how === 'flatten') return { positions: 1, channels: positions * channels };
    if (how === 'last' || size === 0) return { positions: 1, channels };
    const extents = axesOf(input);
    const axes = extents.map(extent => Math.floor(extent / (size as number)));
    if (axes.includes(0)) {
      throw new RangeError(
        `size: expected at most ${Math.min(...extents)}, the positions there are, got ${size}`,
      );
    }
    return { positions: axes.reduce((product, axis) => product * axis, 1), channels, axes };
  },
  add: (...parts) => builders.pool(...parts),
} as const satisfies BetweenKind;

/** Adds a vector to each position that says which one it is. */
const positions = {
  settings: {
    how: {
      choices: ['add', 'sinusoidal'],
      default: 'add',
      description: 'add: a vector for each position, learned, 0 at the start; sinusoidal: fixed waves.',
    },
  },
  add: (...parts) => builders.positions(...parts),
} as const satisfies BetweenKind;

/** A normalization by itself, such as the one after the last block of a pre-norm transformer. */
const normalization = {
  settings: {
    how: {
      choices: ['layer', 'rms', 'batch'],
      default: 'layer',
      description: 'layer, rms: over the channels of each position; batch: over the rows, for each channel.',
    },
  },
  add: (builder, from, { how }) =>
    builder.add(normalize(builder.engine, from, builder.shapeOf(from), how as NormalizationName, 'In')),
} as const satisfies BetweenKind;

const builtIn = { pool, positions, normalize: normalization };

export type BuiltInBetweens = typeof builtIn;
export type BuiltInBetween = keyof BuiltInBetweens;

/** What an experiment can put between layers. */
export const betweenKinds: Readonly<Record<string, BetweenKind>> = builtIn;

export function betweenKindOf({ kind }: BetweenSettings): BetweenKind {
  return kindNamed('layer', betweenKinds, kind);
}

/** Adds the items before a layer; returns the place of the last node. */
export function addBetween(builder: ModelBuilder, before: readonly BetweenSettings[], from: number): number {
  return before.reduce((place, one) => betweenKindOf(one).add(builder, place, one.values), from);
}

/** The shape after the items between two layers. */
function shapeBetween(input: Shape, between: readonly BetweenSettings[]): Shape {
  return between.reduce((shape, one) => betweenKindOf(one).shape?.(shape, one.values) ?? shape, input);
}

/** The shape that reaches the layer itself, after the items before it. */
export function shapeInto(settings: LayerSettings): Shape {
  return shapeBetween(inputShapeOf(settings), settings.before ?? []);
}
