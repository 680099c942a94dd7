import type { InitializedLayer, InitSettings, LayerValues } from 'gradscope';
import { type LayerText, listOf, type Within } from '../layerScript.ts';
import { call, indented, lines } from '../pythonText.ts';
import { everyLayer, type ScriptPlan } from '../scriptPlan.ts';
import { ended } from './ending.ts';

/** By cell, its module, its gates, and what the module is given besides. */
const CELLS: Readonly<
  Record<string, { readonly module: string; readonly gates: number; readonly more?: string }>
> = {
  tanh: { module: 'torch.nn.RNN', gates: 1 },
  relu: { module: 'torch.nn.RNN', gates: 1, more: "nonlinearity='relu'" },
  lstm: { module: 'torch.nn.LSTM', gates: 4 },
  gru: { module: 'torch.nn.GRU', gates: 3 },
};

export const recurrentText: LayerText = (layer, within) => {
  const { settings } = layer;
  const { values } = settings.of!;
  const text = values.cell === 'diagonal' ? diagonalText(layer, within) : gatedText(layer, values, within);
  return ended(text, settings);
};

function gatedText({ settings, init }: InitializedLayer, values: LayerValues, { start }: Within): string {
  const { cell, recurrentInit, forgetBias, truncate } = values;
  const { module, gates, more } = CELLS[cell as string];
  const { fanIn, width, scale, bias } = settings;
  return call('Recurrent', [
    module,
    listOf(start(init, fanIn, width), gates),
    listOf(start(recurrentInit as InitSettings, width, width), gates),
    cell === 'lstm' && bias && forgetBias !== 0 && `forget_bias=${forgetBias}`,
    truncate !== 0 && `truncate=${truncate}`,
    scale !== 1 && `scale=${scale}`,
    !bias && 'bias=False',
    more,
  ]);
}

function diagonalText({ settings, init }: InitializedLayer, { start }: Within): string {
  const { fanIn, width, scale, bias, of } = settings;
  const { smallestRadius, largestRadius, truncate } = of!.values;
  return call('Diagonal', [
    start(init, fanIn, width),
    `ring(${width / 2}, ${smallestRadius}, ${largestRadius})`,
    truncate !== 0 && `truncate=${truncate}`,
    scale !== 1 && `scale=${scale}`,
    !bias && 'bias=False',
  ]);
}

export const RECURRENT_PARTS = { Recurrent: recurrentClass, ring: () => RING, Diagonal: diagonalClass };

function recurrentClass(plan: ScriptPlan): string {
  const { uses } = plan;
  const all = recurrentValues(plan);
  const isTruncated = all.some(({ truncate }) => truncate !== 0);
  const forgets = all.some(({ cell, forgetBias }) => cell === 'lstm' && forgetBias !== 0);
  const settings = [
    forgets && 'forget_bias=0',
    isTruncated && 'truncate=None',
    uses.scale && 'scale=1',
    uses.biasless && 'bias=True',
    '**more',
  ].filter(setting => setting !== false);
  const bias = uses.biasless ? 'bias=bias, ' : '';
  return lines(
    `class Recurrent(torch.nn.Module):
    """One of PyTorch's recurrent modules, from the starts of its gates, on rows that have their positions behind them."""`,
    indented(
      lines(
        `def __init__(${['self', 'kind', 'inputs', 'recurrent', ...settings].join(', ')}):`,
        indented(
          lines(
            'super().__init__()',
            'W = np.concatenate([W.T for W, _ in inputs])',
            'U = np.concatenate([U.T for U, _ in recurrent])',
            `self.rnn = kind(W.shape[1], U.shape[1], ${bias}batch_first=True, **more)`,
            'self.rnn.weight_ih_l0.data, self.rnn.weight_hh_l0.data = torch.from_numpy(W), torch.from_numpy(U)',
            uses.biasless ? `if bias:\n${indented(biases(forgets))}` : biases(forgets),
            uses.scale && 'self.scale = scale',
            isTruncated && 'self.truncate = truncate',
          ),
        ),
        '',
        'def forward(self, x):',
        indented(
          lines(
            `rows = ${uses.scale ? '(self.scale * x)' : 'x'}.reshape(len(x), -1, x.shape[-1])`,
            isTruncated ? TRUNCATED : 'h, _ = self.rnn(rows)',
            'return h.reshape(*x.shape[:-1], -1)',
          ),
        ),
      ),
    ),
  );
}

const biases = (forgets: boolean) =>
  lines(
    'b = np.concatenate([b for _, b in inputs])',
    forgets && 'b[U.shape[1] : 2 * U.shape[1]] += forget_bias',
    'self.rnn.bias_ih_l0.data = torch.from_numpy(b)',
    'self.rnn.bias_hh_l0.data.zero_()',
    '# Only a GRU needs a second bias: the reset gate multiplies it.',
    'self.rnn.bias_hh_l0.requires_grad = kind is torch.nn.GRU',
  );

/** The state goes on, its gradient does not. */
const TRUNCATED = `state, parts = None, []
for part in rows.split(self.truncate or rows.shape[1], dim=1):
    h, state = self.rnn(part, state)
    state = tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()
    parts.append(h)
h = torch.cat(parts, dim=1)`;

function recurrentValues({ networks }: ScriptPlan): LayerValues[] {
  return networks
    .flatMap(({ layers }) => everyLayer(layers))
    .flatMap(({ settings: { of } }) => (of?.kind === 'recurrent' ? [of.values] : []));
}

const RING = `def ring(units, smallest, largest):
    """ν and θ of eigenvalues exp(-exp(ν) + iθ), spread evenly over the ring between two radii."""
    squares = random.random_sample(units) * (largest**2 - smallest**2) + smallest**2
    return np.log(-0.5 * np.log(np.maximum(squares, 1e-12))), 2 * np.pi * random.random_sample(units)`;

function diagonalClass(plan: ScriptPlan): string {
  const { uses } = plan;
  const isTruncated = recurrentValues(plan).some(
    ({ cell, truncate }) => cell === 'diagonal' && truncate !== 0,
  );
  const settings = [
    isTruncated && 'truncate=None',
    uses.scale && 'scale=1',
    uses.biasless && 'bias=True',
  ].filter(setting => setting !== false);
  return lines(
    'class Diagonal(torch.nn.Module):',
    '    """s[t] = λ s[t-1] + sqrt(1 - |λ|²) u[t], complex; u = x W + b has its real parts first, then its imaginary ones."""',
    indented(
      lines(
        `def __init__(${['self', 'start', 'eigenvalues', ...settings].join(', ')}):`,
        indented(
          lines(
            'super().__init__()',
            'W, b = start',
            `self.linear = torch.nn.Linear(*W.shape${uses.biasless ? ', bias=bias' : ''})`,
            'self.linear.weight.data = torch.from_numpy(W.T.copy())',
            uses.biasless
              ? 'if bias:\n    self.linear.bias.data = torch.from_numpy(b)'
              : 'self.linear.bias.data = torch.from_numpy(b)',
            'self.nu, self.theta = (torch.nn.Parameter(torch.from_numpy(values)) for values in eigenvalues)',
            uses.scale && 'self.scale = scale',
            isTruncated && 'self.truncate = truncate',
          ),
        ),
        '',
        'def forward(self, x):',
        indented(
          lines(
            `u = self.linear(${uses.scale ? 'self.scale * x' : 'x'}).reshape(len(x), -1, 2 * len(self.nu))`,
            ...diagonalForward(isTruncated),
          ),
        ),
      ),
    ),
  );
}

const diagonalForward = (isTruncated: boolean) => [
  'decay = torch.exp(self.nu)',
  'eigenvalues = torch.polar(torch.exp(-decay), self.theta)',
  'u = torch.sqrt(-torch.expm1(-2 * decay)) * torch.complex(*u.chunk(2, dim=-1))',
  'state, states = torch.zeros_like(u[:, 0]), []',
  'for t in range(u.shape[1]):',
  isTruncated && '    if self.truncate and t % self.truncate == 0:\n        state = state.detach()',
  '    state = eigenvalues * state + u[:, t]',
  '    states.append(state)',
  's = torch.stack(states, dim=1)',
  'return torch.cat([s.real, s.imag], dim=-1).reshape(*x.shape[:-1], -1)',
];
