import { shapeInto } from 'gradscope';
import type { LayerText } from '../layerScript.ts';
import { denseArguments } from '../layerSettingsText.ts';
import { call, lines } from '../pythonText.ts';
import type { ScriptPlan } from '../scriptPlan.ts';

export const convolutionText: LayerText = (layer, within) => {
  const { settings } = layer;
  const { kernel, stride, padding } = settings.of!.values;
  const { axes } = shapeInto(settings);
  const [start, activation, ...others] = denseArguments(layer, within);
  const text = call('Convolution', [
    start,
    activation,
    axes?.length === 2 ? `(${kernel}, ${kernel})` : `(${kernel},)`,
    stride !== 1 && `stride=${stride}`,
    padding !== 0 && `padding=${padding}`,
    ...others,
  ]);
  // What has no axes gets one.
  return axes ? text : call('torch.nn.Sequential', [`torch.nn.Unflatten(1, (1, ${settings.fanIn}))`, text]);
};

export const CONVOLUTION_PARTS = { Convolution: convolutionClass };

/** A layer whose product is a convolution. */
function convolutionClass({ uses }: ScriptPlan): string {
  return lines(
    `class Convolution(Layer):
    """A layer with the same product on every window of positions; the start is that of a window, position after position."""
    def __init__(self, start, activation, kernel, stride=1, padding=0, **others):
        super().__init__(start, activation, **others)
        W, b = start
        kind = torch.nn.Conv1d if len(kernel) == 1 else torch.nn.Conv2d
        channels = len(W) // int(np.prod(kernel))
        convolution = kind(channels, len(b), kernel, stride=stride, padding=padding)
        windows = np.moveaxis(W.reshape(*kernel, channels, len(b)), (-1, -2), (0, 1))
        convolution.weight.data, convolution.bias = torch.from_numpy(windows.copy()), self.linear.bias
        self.linear = ChannelsLast(convolution)`,
    uses.scale && AFFINE,
  );
}

const AFFINE = `
    def affine(self, x):
        return self.linear(self.scale * x)`;
