import { rowsOf } from 'gradscope';
import type { LayerText } from '../layerScript.ts';
import { call } from '../pythonText.ts';

export const embeddingText: LayerText = ({ settings, init }, { start }) =>
  call('Embedding', [start(init, rowsOf(settings), settings.width)]);

export const EMBEDDING_PARTS = {
  Embedding: () => `class Embedding:
    """The row of W for each token."""
    def __init__(self, start):
        self.W, _ = start

    def forward(self, x, training=True):
        self.tokens = x[..., 0].astype(int)
        return self.W[self.tokens]

    def backward(self, dh):
        self.gradients = {'W': np.zeros_like(self.W)}
        np.add.at(self.gradients['W'], self.tokens, dh)
        return np.zeros((*self.tokens.shape, 1))`,
};
