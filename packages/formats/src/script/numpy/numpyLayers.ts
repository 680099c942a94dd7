import { numpyLayer } from '../layerPart.ts';
import { denseText } from '../layerSettingsText.ts';
import type { ScriptLayers } from '../layerScript.ts';

/** How scripts for NumPy write layers. */
export const NUMPY_LAYERS: ScriptLayers = {
  layers: { dense: denseText },
  between: {},
  sequence: 'Chain',
  parts: { Layer: numpyLayer },
};
