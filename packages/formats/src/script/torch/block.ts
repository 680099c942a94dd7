import { branchOf } from '../../kinds/branch.ts';
import type { LayerText } from '../layerScript.ts';
import { call, list } from '../pythonText.ts';
import { normText } from './norms.ts';

export const blockText: LayerText = ({ settings: { of, fanIn } }, { inner }) => {
  const { norm, normalization } = of!.values;
  const { skip, scale, start } = branchOf(of!.values);
  const normal = normText(normalization as string, fanIn);
  return call('Block', [
    list(inner(start)),
    norm === 'pre' && `first=${normal}`,
    norm === 'post' && `last=${normal}`,
    skip !== 1 && `skip=${skip}`,
    scale !== 1 && `scale=${scale ?? 'None'}`,
  ]);
};

export const BLOCK_PARTS = {
  scaled: () => `def scaled(factor, start):
    return factor * start[0], start[1]`,
  Block: () => `class Block(torch.nn.Module):
    """last(skip · x + scale · layers(first(x))); without a scale it is learned, and 0 at the start."""
    def __init__(self, layers, first=None, last=None, skip=1, scale=1):
        super().__init__()
        self.layers = torch.nn.Sequential(*layers)
        self.first, self.last = first or torch.nn.Identity(), last or torch.nn.Identity()
        self.skip, self.scale = skip, torch.nn.Parameter(torch.zeros(1)) if scale is None else scale

    def forward(self, x):
        return self.last(self.skip * x + self.scale * self.layers(self.first(x)))`,
};
