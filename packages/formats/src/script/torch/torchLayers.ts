import type { BuiltInLayer } from 'gradscope';
import type { LayerText, ScriptLayers } from '../layerScript.ts';
import { denseText } from '../layerSettingsText.ts';
import { torchLayer } from '../torchLayer.ts';
import { ATTENTION_PARTS, attentionText } from './attention.ts';
import { BETWEEN_PARTS, TORCH_BETWEEN } from './between.ts';
import { BLOCK_PARTS, blockText } from './block.ts';
import { CONVOLUTION_PARTS, convolutionText } from './convolution.ts';
import { EMBEDDING_PARTS, embeddingText } from './embedding.ts';
import { ENDING_PARTS } from './ending.ts';
import { NORM_PARTS } from './norms.ts';
import { RECURRENT_PARTS, recurrentText } from './recurrent.ts';

const layers: Readonly<Record<BuiltInLayer, LayerText>> = {
  dense: denseText,
  recurrent: recurrentText,
  convolution: convolutionText,
  attention: attentionText,
  block: blockText,
  embedding: embeddingText,
};

/** How scripts for PyTorch write layers: by its own modules, and small ones where it has none. */
export const TORCH_LAYERS: ScriptLayers = {
  layers,
  between: TORCH_BETWEEN,
  sequence: 'torch.nn.Sequential',
  parts: {
    ...NORM_PARTS,
    ...ENDING_PARTS,
    ...BETWEEN_PARTS,
    Layer: torchLayer,
    ...CONVOLUTION_PARTS,
    ...RECURRENT_PARTS,
    ...ATTENTION_PARTS,
    ...EMBEDDING_PARTS,
    ...BLOCK_PARTS,
  },
};
