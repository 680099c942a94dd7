/** The module of a normalization over so many channels. */
export function normText(kind: string, channels: number): string {
  return `${NORMS[kind]}(${channels})`;
}

const NORMS: Readonly<Record<string, string>> = {
  batch: 'BatchNorm',
  layer: 'torch.nn.LayerNorm',
  rms: 'RMSNorm',
};

export const NORM_PARTS = {
  BatchNorm: () => `class BatchNorm(torch.nn.BatchNorm1d):
    """Each channel over the rows, and over their positions."""
    def forward(self, x):
        return super().forward(x.reshape(-1, x.shape[-1])).reshape(x.shape)`,

  RMSNorm: () => `class RMSNorm(torch.nn.Module):
    """Mean square 1 over the channels, times a gain."""
    def __init__(self, channels):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(channels))

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(dim=-1, keepdim=True) + 1e-5) * self.weight`,
};
