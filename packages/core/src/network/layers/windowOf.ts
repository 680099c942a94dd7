import type { LayerValues } from '../layerSettings.ts';
import type { WindowSettings } from '../nodes/windows.ts';

/** The windows of a convolution that these settings describe. */
export function windowOf({ kernel, stride, padding }: LayerValues): WindowSettings {
  return { size: kernel as number, stride: stride as number, padding: padding as number };
}
