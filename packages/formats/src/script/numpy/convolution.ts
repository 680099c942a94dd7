import type { LayerText } from '../layerScript.ts';
import { denseArguments } from '../layerSettingsText.ts';
import { call } from '../pythonText.ts';
import { ended } from './ending.ts';

/** A layer on windows. */
export const convolutionText: LayerText = (layer, within) => {
  const { settings } = layer;
  const { kernel, stride, padding } = settings.of!.values;
  const { skip, dropout } = settings;
  const windows = call('Windows', [
    String(kernel),
    stride !== 1 && `stride=${stride}`,
    padding !== 0 && `padding=${padding}`,
  ]);
  const product = { ...layer, settings: { ...settings, skip: false, dropout: 0 } };
  const text = call('Chain', [windows, call('Layer', denseArguments(product, within))]);
  return ended(text, { skip, dropout });
};

export const CONVOLUTION_PARTS = {
  Windows: () => `class Windows:
    """Windows of neighbouring positions, each as the channels of one, position after position; outside there are zeros."""
    def __init__(self, size, stride=1, padding=0):
        self.size, self.stride, self.padding, self.gradients = size, stride, padding, {}

    def forward(self, x, training=True):
        self.shape, x = x.shape, x[:, None] if x.ndim == 2 else x
        inside = x.ndim - 2
        padded = np.pad(x, [(0, 0), *[(self.padding, self.padding)] * inside, (0, 0)])
        self.padded = padded.shape
        self.places = [
            (slice(None), *[self.along(start, extent) for start, extent in zip(offset, self.padded[1:])])
            for offset in np.ndindex(*[self.size] * inside)
        ]
        return np.concatenate([padded[place] for place in self.places], axis=-1)

    def along(self, start, extent):
        return slice(start, start + extent - self.size + 1, self.stride)

    def backward(self, dh):
        dx = np.zeros(self.padded)
        for place, d in zip(self.places, np.split(dh, len(self.places), axis=-1)):
            dx[place] += d
        inside = [slice(self.padding, extent - self.padding) for extent in self.padded[1:-1]]
        return dx[(slice(None), *inside)].reshape(self.shape)`,
};
