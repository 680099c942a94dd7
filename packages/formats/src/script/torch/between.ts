import type { BuiltInBetween, LayerValues, Shape } from 'gradscope';
import { normText } from './norms.ts';

/** What stands between layers, as modules. */
export const TORCH_BETWEEN: Readonly<Record<BuiltInBetween, (values: LayerValues, shape: Shape) => string>> =
  {
    pool: ({ how, size }, { axes = [1] }) => {
      const { whole, windows } = POOLS[how as string];
      return size === 0 || !windows ? whole : `ChannelsLast(torch.nn.${windows}${axes.length}d(${size}))`;
    },
    positions: ({ how }, { positions, channels }) =>
      `${how === 'add' ? 'Positions' : 'Waves'}(${positions}, ${channels})`,
    normalize: ({ how }, { channels }) => normText(how as string, channels),
  };

/** Of all positions at once, and of windows. */
const POOLS: Readonly<Record<string, { readonly whole: string; readonly windows?: string }>> = {
  last: { whole: 'Last()' },
  mean: { whole: 'Mean()', windows: 'AvgPool' },
  max: { whole: 'Largest()', windows: 'MaxPool' },
  flatten: { whole: 'torch.nn.Flatten()' },
};

const overPositions = (name: string, what: string, code: string) => () =>
  `class ${name}(torch.nn.Module):
    """${what}"""
    def forward(self, x):
        return x.reshape(len(x), -1, x.shape[-1])${code}`;

export const BETWEEN_PARTS = {
  ChannelsLast: () => `class ChannelsLast(torch.nn.Module):
    """A module of PyTorch that wants the channels first, on rows that have them last."""
    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, x):
        return self.module(x.movedim(-1, 1)).movedim(1, -1)`,
  Last: overPositions('Last', 'Each channel at its last position.', '[:, -1]'),
  Mean: overPositions('Mean', 'The mean of each channel over its positions.', '.mean(dim=1)'),
  Largest: overPositions('Largest', 'The largest of each channel over its positions.', '.max(dim=1).values'),
  Positions: () => `class Positions(torch.nn.Module):
    """Adds to each position a learned vector, 0 at the start."""
    def __init__(self, positions, channels):
        super().__init__()
        self.P = torch.nn.Parameter(torch.zeros(positions, channels))

    def forward(self, x):
        return x + self.P.reshape(x.shape[1:])`,
  Waves: () => `class Waves(torch.nn.Module):
    """Adds to each position sines and cosines that say where it stands."""
    def __init__(self, positions, channels):
        super().__init__()
        p, j = np.arange(positions)[:, None], np.arange(channels)
        angles = p * 10000.0 ** (-(j - j % 2) / channels)
        self.waves = torch.from_numpy(np.where(j % 2 == 0, np.sin(angles), np.cos(angles)))

    def forward(self, x):
        return x + self.waves.reshape(x.shape[1:])`,
};
