import type { LayerSettings } from 'gradscope';
import { call } from '../pythonText.ts';

/** A module, with the dropout and the skip connection of its layer behind it. */
export function ended(module: string, { dropout, skip }: LayerSettings): string {
  const parts = [module, ...(dropout > 0 ? [`Dropout(${dropout})`] : [])];
  if (skip) return call('Skip', parts);
  return parts.length === 1 ? module : call('torch.nn.Sequential', parts);
}

export const ENDING_PARTS = {
  Dropout: () => `class Dropout(torch.nn.Module):
    """Leaves out a share of its entries in training, by the draws of NumPy."""
    def __init__(self, share):
        super().__init__()
        self.share, self.random = share, None

    def forward(self, h):
        if self.share == 0 or not self.training or self.random is None:
            return h
        left_out = self.random.random_sample(h.shape) < self.share
        return h * torch.from_numpy(np.where(left_out, 0, 1 / (1 - self.share)))`,
  Skip: () => `class Skip(torch.nn.Sequential):
    def forward(self, x):
        return super().forward(x) + x`,
};
