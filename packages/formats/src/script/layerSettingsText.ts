import { columnsOf, type InitializedLayer, rowsOf } from 'gradscope';
import { activationText } from './activationPart.ts';
import type { LayerText, Within } from './layerScript.ts';
import { call } from './pythonText.ts';

/** `Layer(normal(2, 50, 0.1), sigmoid)` */
export const denseText: LayerText = (layer, within) => call('Layer', denseArguments(layer, within));

/** The start of a product, what it goes through, and its other settings, each if it is not the usual one. */
export function denseArguments({ settings, init }: InitializedLayer, { start }: Within): string[] {
  const { activation, normalization, skip, dropout, scale, bias } = settings;
  const parts = [
    start(init, rowsOf(settings), columnsOf(settings)),
    activation.kind === 'prelu' ? 'None' : (activationText(activation) ?? 'None'),
    activation.kind === 'prelu' && `slope=${activation.slope}`,
    activation.kind === 'maxout' && `pieces=${activation.pieces}`,
    normalization !== 'none' && `normalization='${normalization}'`,
    dropout > 0 && `dropout=${dropout}`,
    skip && 'skip=True',
    scale !== 1 && `scale=${scale}`,
    !bias && 'bias=False',
  ];
  return parts.filter(part => part !== false);
}
