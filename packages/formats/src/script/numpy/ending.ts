import type { LayerSettings } from 'gradscope';
import { call } from '../pythonText.ts';

/** A part, with the dropout and the skip connection of its layer behind it. */
export function ended(part: string, { dropout, skip }: Pick<LayerSettings, 'dropout' | 'skip'>): string {
  const parts = [part, ...(dropout > 0 ? [`Dropout(${dropout})`] : [])];
  if (skip) return call('Skip', parts);
  return parts.length === 1 ? part : call('Chain', parts);
}

export const ENDING_PARTS = {
  Dropout: () => `class Dropout:
    """Leaves out a share of its entries in training."""
    def __init__(self, share):
        self.share, self.random, self.gradients = share, None, {}

    def forward(self, h, training=True):
        self.mask = 1
        if self.share > 0 and training and self.random is not None:
            self.mask = np.where(self.random.random_sample(h.shape) < self.share, 0, 1 / (1 - self.share))
        return h * self.mask

    def backward(self, dh):
        return dh * self.mask`,
  Chain: () => `class Chain:
    """Parts one after the other."""
    def __init__(self, *parts):
        self.inside, self.gradients = parts, {}

    def forward(self, x, training=True):
        return forward(self.inside, x, training)

    def backward(self, dh):
        for part in reversed(self.inside):
            dh = part.backward(dh)
        return dh`,
  Skip: () => `class Skip(Chain):
    """Parts one after the other, plus their input."""
    def forward(self, x, training=True):
        return super().forward(x, training) + x

    def backward(self, dh):
        return super().backward(dh) + dh`,
};
