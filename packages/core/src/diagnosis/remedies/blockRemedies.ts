import type { HiddenItem, LayerItem } from '../../experiment/hiddenSettings.ts';
import { networkChange } from '../change.ts';
import { changeOfKind } from './changedItems.ts';
import type { Remedy } from './remedy.ts';

type Block = LayerItem & { readonly norm?: string; readonly scale?: number | string };
type Attention = LayerItem & { readonly qkNorm?: boolean };
type Convolution = LayerItem & {
  readonly channels?: number;
  readonly kernel?: number;
  readonly stride?: number;
  readonly padding?: number;
};

const OF_BLOCKS = ['weightScale', 'depth', 'activationSlope', 'rank', 'logits'] as const;

/** Source: Xiong et al. 2020, "On layer normalization in the transformer architecture". */
export const preNorm = changeOfKind<Block>('block', 'blocks: norm pre', OF_BLOCKS, ({ norm }) =>
  norm === 'pre' ? undefined : { norm: 'pre' },
);

/** Source: De & Smith 2020, "Batch normalization biases residual blocks towards the identity function", for the factor. */
export const branchByDepth = changeOfKind<Block>(
  'block',
  'blocks: scale depth (1/√blocks)',
  ['weightScale', 'depth'],
  ({ scale }) => (scale === 'depth' ? undefined : { scale: 'depth' }),
);

/** Source: Bachlechner et al. 2021, "ReZero is all you need". */
export const reZero = changeOfKind<Block>(
  'block',
  'blocks: scale reZero',
  ['weightScale', 'depth', 'activationSlope'],
  ({ scale }) => (scale === 'reZero' ? undefined : { scale: 'reZero' }),
);

/** Source: Henry et al. 2020, "Query-key normalization for transformers". */
export const normalizedHeads = changeOfKind<Attention>(
  'attention',
  'attention: qkNorm',
  ['logits'],
  ({ qkNorm }) => (qkNorm ? undefined : { qkNorm: true }),
);

/**
 * Residual blocks of the attention layers and the convolutions that keep their input's shape, each with the normalization
 * first. One alone changes nothing through depth.
 *
 * Source: He et al. 2016, "Identity mappings in deep residual networks".
 */
export const residualBlocks: Remedy = (experiment, index) => {
  const { hidden } = experiment.networks[index];
  const wrapped = hidden.map((item, i) =>
    keepsShape(item, hidden[i - 1]) ? blockOf(item as LayerItem) : item,
  );
  const count = wrapped.filter((item, i) => item !== hidden[i]).length;
  if (count < FEWEST_BLOCKS) return undefined;
  return networkChange(experiment, index, 'layers in residual blocks', OF_BLOCKS, { hidden: wrapped });
};

const FEWEST_BLOCKS = 2;

const blockOf = (item: LayerItem): HiddenItem =>
  ({
    kind: 'block',
    norm: 'pre',
    normalization: item.kind === 'convolution' ? 'batch' : 'layer',
    scale: 1,
    layers: [item],
  }) as LayerItem;

function keepsShape(item: HiddenItem, before: HiddenItem | undefined): boolean {
  if (typeof item === 'number') return false;
  if (item.kind === 'attention') return true;
  if (item.kind !== 'convolution' || typeof before !== 'object' || before.kind !== 'convolution')
    return false;
  const { channels, kernel = 3, stride = 1, padding = 0 } = item as Convolution;
  return stride === 1 && 2 * padding === kernel - 1 && channels === (before as Convolution).channels;
}
