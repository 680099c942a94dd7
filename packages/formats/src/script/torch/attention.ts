import type { InitializedLayer } from 'gradscope';
import { type LayerText, listOf, type Within } from '../layerScript.ts';
import { call, indented, lines, list } from '../pythonText.ts';
import { everyLayer, type ScriptPlan } from '../scriptPlan.ts';
import { ended } from './ending.ts';

/** PyTorch's own module has no normalization of queries and keys, and no factor of its products. */
export const attentionText: LayerText = (layer, within) => {
  const { settings } = layer;
  const { heads, causal, qkNorm } = settings.of!.values;
  const { scale, bias } = settings;
  const isOwn = qkNorm || scale !== 1;
  const text = call(isOwn ? 'OwnAttention' : 'Attention', [
    startsText(layer, within),
    `heads=${heads}`,
    causal === true && 'causal=True',
    qkNorm === true && 'normalized=True',
    scale !== 1 && `scale=${scale}`,
    !bias && 'bias=False',
  ]);
  return ended(text, settings);
};

/** Those of queries, keys, values and outputs. */
function startsText({ settings: { fanIn }, init }: InitializedLayer, within: Within): string {
  const query = within.startOfQueries(init, fanIn, fanIn);
  const value = within.start(init, fanIn, fanIn);
  return query === value ? listOf(value, 4) : list([query, query, value, value]);
}

export const ATTENTION_PARTS = { Attention: attentionClass, OwnAttention: ownAttentionClass };

const START = `weights = [torch.from_numpy(W.T.copy()) for W, _ in starts]
biases = [torch.from_numpy(b) for _, b in starts]`;

const POSITIONS = 'rows = x.reshape(len(x), -1, x.shape[-1])';
const LATER = 'later = torch.ones(rows.shape[1], rows.shape[1], dtype=bool).triu(1)';

const isCausal = ({ networks }: ScriptPlan) =>
  networks.some(({ layers }) =>
    everyLayer(layers).some(({ settings: { of } }) => of?.values.causal === true),
  );

function attentionClass(plan: ScriptPlan): string {
  const { uses } = plan;
  const causal = isCausal(plan);
  const bias = uses.biasless ? ', bias=True' : '';
  const biases = `self.attention.in_proj_bias.data = torch.cat(biases[:3])
self.attention.out_proj.bias.data = biases[3]`;
  return lines(
    `class Attention(torch.nn.Module):
    """Self-attention over the positions, from the starts of queries, keys, values and outputs."""
    def __init__(self, starts, heads${causal ? ', causal=False' : ''}${bias}):
        super().__init__()`,
    indented(
      lines(
        START,
        `self.attention = torch.nn.MultiheadAttention(len(weights[0]), heads, ${uses.biasless ? 'bias=bias, ' : ''}batch_first=True)`,
        'self.attention.in_proj_weight.data = torch.cat(weights[:3])',
        'self.attention.out_proj.weight.data = weights[3]',
        uses.biasless ? `if bias:\n${indented(biases)}` : biases,
        causal && 'self.causal = causal',
      ),
      2,
    ),
    '',
    '    def forward(self, x):',
    indented(
      lines(
        POSITIONS,
        causal && LATER,
        `h, _ = self.attention(rows, rows, rows, need_weights=False${causal ? ', attn_mask=later if self.causal else None' : ''})`,
        'return h.reshape(x.shape)',
      ),
      2,
    ),
  );
}

const OWN_FORWARD = `n, positions, channels = rows.shape
parts = self.inputs(self.scale * rows).reshape(n, positions, 3, self.heads, -1)
q, k, v = parts.permute(2, 0, 3, 1, 4)
if self.gains is not None:
    q, k = self.gains[0](q), self.gains[1](k)
scores = q @ k.transpose(-1, -2) / np.sqrt(channels // self.heads)
if self.causal:
    scores = scores.masked_fill(later, -np.inf)
h = (scores.softmax(dim=-1) @ v).transpose(1, 2).reshape(x.shape)
return self.outputs(self.scale * h)`;

function ownAttentionClass(): string {
  return lines(
    `class OwnAttention(torch.nn.Module):
    """Self-attention with what PyTorch's lacks: queries and keys brought to mean square 1, products times a factor."""
    def __init__(self, starts, heads, causal=False, normalized=False, scale=1, bias=True):
        super().__init__()`,
    indented(
      lines(
        START,
        `channels = len(weights[0])
self.inputs, self.outputs = torch.nn.Linear(channels, 3 * channels, bias), torch.nn.Linear(channels, channels, bias)
self.inputs.weight.data, self.outputs.weight.data = torch.cat(weights[:3]), weights[3]
if bias:
    self.inputs.bias.data, self.outputs.bias.data = torch.cat(biases[:3]), biases[3]
self.gains = torch.nn.ModuleList(RMSNorm(channels // heads) for _ in range(2)) if normalized else None
self.heads, self.causal, self.scale = heads, causal, scale`,
      ),
      2,
    ),
    '',
    '    def forward(self, x):',
    indented(lines(POSITIONS, LATER, OWN_FORWARD), 2),
  );
}
