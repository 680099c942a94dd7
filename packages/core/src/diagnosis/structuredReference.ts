import type { HiddenItem, LayerItem } from '../experiment/hiddenSettings.ts';
import { isDenseStack } from '../experiment/layers.ts';
import type { Experiment, NetworkSettings } from '../experiment/schema.ts';

/** Gated cells that start by keeping their state: they learn from inputs far back, and plain cells do not. */
const CELLS = ['gru', 'lstm'] as const;
/** A diagonal recurrence keeps what it has heard if its radii are near 1. */
const LONG_RADII = { smallestRadius: 0.9, largestRadius: 0.999 } as const;
const STEP_SIZE = 0.003;
const CLIP_NORM = 1;

/**
 * The hidden layers of a network that is not a plain stack of dense layers, each changed to a design that usually trains:
 * gated cells, normalization before the layers of a block, the start of the reference design.
 *
 * @param design the number of the reference design, 0 or 1
 */
export function healthyHidden({ hidden }: NetworkSettings, design: number): HiddenItem[] {
  return hidden.map(item => healthyItem(item, design));
}

function healthyItem(item: HiddenItem, design: number): HiddenItem {
  if (typeof item === 'number') return item;
  const { activation: _, init: __, dropout: ___, residual: ____, ...plain } = item;
  switch (item.kind) {
    case 'recurrent':
      return { ...plain, ...healthyCell(item, design) };
    case 'block':
      return {
        ...plain,
        norm: 'pre',
        scale: 1,
        layers: item.layers?.map(inner => healthyItem(inner, design)) ?? [],
      } as LayerItem;
    default:
      return plain;
  }
}

function healthyCell(item: LayerItem, design: number): object {
  const isDiagonal = 'cell' in item && item.cell === 'diagonal';
  return {
    ...(isDiagonal ? LONG_RADII : { cell: CELLS[design] }),
    recurrentInit: { kind: 'orthogonal', gain: 1 },
    forgetBias: 1,
    truncate: 0,
  };
}

/** How the references for such networks are trained: with Adam, and a clipped gradient. */
export function structuredTraining({ networks, training }: Experiment, index: number) {
  if (isDenseStack(networks[index])) return undefined;
  const optimizer = { kind: 'adam', stepSize: STEP_SIZE, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
  return { optimizer, clip: { norm: CLIP_NORM }, steps: training.steps };
}
