import type { LayerValues } from 'gradscope';

/** The factors of a block: of what passes by, of what its layers give, and of the start of their weights. */
export interface Branch {
  readonly skip: number;
  /** Undefined if it is learned. */
  readonly scale: number | undefined;
  readonly start: number;
}

/** The factors that a block's `scale` stands for. Sources: those of `blockLayer`. */
export function branchOf({ scale, blocks }: LayerValues): Branch {
  const count = blocks as number;
  if (typeof scale === 'number') return { skip: 1, scale, start: 1 };
  if (scale === 'depth') return { skip: 1, scale: 1 / Math.sqrt(count), start: 1 };
  if (scale === 'deepNorm') return { skip: (2 * count) ** 0.25, scale: 1, start: (8 * count) ** -0.25 };
  return { skip: 1, scale: undefined, start: 1 };
}
