import { indented, lines } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

/** The module of a layer, with only those parts that one of the networks has. */
export function torchLayer({ uses }: ScriptPlan): string {
  const isNormalized = uses.batchNorm || uses.layerNorm || uses.rmsNorm;
  const settings = [
    uses.prelu && 'slope=None',
    uses.maxout && 'pieces=1',
    isNormalized && 'normalization=None',
    uses.dropout && 'dropout=0',
    uses.skip && 'skip=False',
    uses.scale && 'scale=1',
    uses.biasless && 'bias=True',
  ].filter(setting => setting !== false);
  return lines(
    'class Layer(torch.nn.Module):',
    indented(
      lines(
        `def __init__(${['self', 'start', 'activation', ...settings].join(', ')}):`,
        indented(
          lines(
            'super().__init__()',
            'W, b = start',
            'self.linear = torch.nn.Linear(*W.shape)',
            'self.linear.weight.data, self.linear.bias.data = torch.from_numpy(W.T.copy()), torch.from_numpy(b)',
            uses.biasless && 'if not bias:\n    self.linear.bias = None',
            uses.scale && 'self.scale = scale',
            'self.activation = activation',
            uses.prelu && PRELU,
            uses.maxout && 'self.pieces = pieces',
            uses.dropout && 'self.dropout = Dropout(dropout)',
            uses.skip && 'self.skip = skip',
            isNormalized && norm(uses),
          ),
        ),
        uses.scale && AFFINE,
        '',
        'def forward(self, x):',
        indented(
          lines(
            uses.scale ? 'u = self.affine(x)' : 'u = self.linear(x)',
            isNormalized && 'u = self.norm(u)',
            uses.maxout
              ? 'h = u.reshape(*u.shape[:-1], -1, self.pieces).max(dim=-1).values if self.pieces > 1 else self.activation(u)'
              : 'h = self.activation(u)',
            uses.dropout && 'h = self.dropout(h)',
            uses.skip ? 'return h + x if self.skip else h' : 'return h',
          ),
        ),
      ),
    ),
    uses.lsuv && `\n${scaling(uses.scale ? 'affine' : 'linear')}`,
    uses.lsuv && uses.batchNorm && indented(RESET, 2),
  );
}

const AFFINE = `
def affine(self, x):
    return F.linear(x, self.scale * self.linear.weight, self.linear.bias)`;

const PRELU = `if slope is not None:
    self.activation = torch.nn.PReLU(init=slope)`;

const norm = ({ batchNorm, layerNorm, rmsNorm, positions }: ScriptPlan['uses']) =>
  lines(
    'self.norm = torch.nn.Identity()',
    batchNorm &&
      `if normalization == 'batch':\n    self.norm = ${positions ? 'BatchNorm' : 'torch.nn.BatchNorm1d'}(len(b))`,
    layerNorm && `if normalization == 'layer':\n    self.norm = torch.nn.LayerNorm(len(b))`,
    rmsNorm && `if normalization == 'rms':\n    self.norm = RMSNorm(len(b))`,
  );

const scaling = (affine: 'affine' | 'linear') => `
@torch.no_grad()
def scale_to_unit_variance(layers, places):
    """Mishkin & Matas 2016: scales layer after layer until what its weights give has variance 1 on the data."""
    h = torch.from_numpy(X)
    for l, layer in enumerate(layers):
        for _ in range(10 if l in places else 0):
            variance = layer.${affine}(h).var(unbiased=False)
            if not 0 < variance < np.inf or abs(variance - 1) < 0.01:
                break
            layer.linear.weight /= variance.sqrt()
        h = layer(h)`;

/** Discards the batches that it saw while it was scaled. */
const RESET = `if isinstance(layer.norm, torch.nn.BatchNorm1d):
    layer.norm.reset_running_stats()`;
