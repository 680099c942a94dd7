import type { BuiltInLayer } from 'gradscope';
import { numpyLayer } from '../layerPart.ts';
import type { LayerText, ScriptLayers } from '../layerScript.ts';
import { denseText } from '../layerSettingsText.ts';
import { BETWEEN_PARTS, NUMPY_BETWEEN } from './between.ts';
import { CONVOLUTION_PARTS, convolutionText } from './convolution.ts';
import { EMBEDDING_PARTS, embeddingText } from './embedding.ts';
import { ENDING_PARTS } from './ending.ts';
import { RECURRENT_PARTS, recurrentText } from './recurrent.ts';

/** With a way back written by hand, attention and blocks would be more program than one reads. */
type Written = Exclude<BuiltInLayer, 'attention' | 'block'>;

const layers: Readonly<Record<Written, LayerText>> = {
  dense: denseText,
  recurrent: recurrentText,
  convolution: convolutionText,
  embedding: embeddingText,
};

/** How scripts for NumPy write layers. */
export const NUMPY_LAYERS: ScriptLayers = {
  layers,
  between: NUMPY_BETWEEN,
  sequence: 'Chain',
  parts: {
    ...ENDING_PARTS,
    ...CONVOLUTION_PARTS,
    ...BETWEEN_PARTS,
    Layer: numpyLayer,
    ...RECURRENT_PARTS,
    ...EMBEDDING_PARTS,
  },
};
