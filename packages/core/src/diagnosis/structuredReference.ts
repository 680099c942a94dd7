import type { HiddenItem, LayerItem } from '../experiment/hiddenSettings.ts';
import { isDenseStack } from '../experiment/layers.ts';
import type { Experiment, NetworkSettings } from '../experiment/schema.ts';

/** Gated cells, with a start that keeps what they hold: they learn what lies far back where plain ones do not. */
const CELLS = ['gru', 'lstm'] as const;
const STEP_SIZE = 0.003;
const CLIP_NORM = 1;

/**
 * The hidden layers of a network that is no plain stack of dense layers, each made such that it trains by experience:
 * gated cells, normalization before the layers of a block, a start by the network's design.
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
    ...(!isDiagonal && { cell: CELLS[design] }),
    recurrentInit: { kind: 'orthogonal', gain: 1 },
    forgetBias: 1,
    truncate: 0,
  };
}

/** How references of such networks are trained: Adam, with the gradient clipped. */
export function structuredTraining({ networks, training }: Experiment, index: number) {
  if (isDenseStack(networks[index])) return undefined;
  const optimizer = { kind: 'adam', stepSize: STEP_SIZE, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
  return { optimizer, clip: { norm: CLIP_NORM }, steps: training.steps };
}
