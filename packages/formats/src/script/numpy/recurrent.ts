import type { InitializedLayer, InitSettings, LayerValues } from 'gradscope';
import { type LayerText, listOf, type Within } from '../layerScript.ts';
import { call, indented, lines } from '../pythonText.ts';
import { everyLayer, type ScriptPlan } from '../scriptPlan.ts';
import { ended } from './ending.ts';

/** By cell, its class and its gates. */
const CELLS: Readonly<Record<string, { readonly name: string; readonly gates: number }>> = {
  tanh: { name: 'TanhCell', gates: 1 },
  relu: { name: 'ReluCell', gates: 1 },
  lstm: { name: 'LstmCell', gates: 4 },
  gru: { name: 'GruCell', gates: 3 },
};

export const recurrentText: LayerText = (layer, within) =>
  ended(
    layer.settings.of!.values.cell === 'diagonal' ? diagonalText(layer, within) : gatedText(layer, within),
    layer.settings,
  );

function gatedText({ settings, init }: InitializedLayer, { start }: Within): string {
  const { fanIn, width, scale, bias, of } = settings;
  const { cell, recurrentInit, forgetBias, truncate } = of!.values;
  const { name, gates } = CELLS[cell as string];
  return call('Recurrent', [
    `${name}()`,
    listOf(start(init, fanIn, width), gates),
    listOf(start(recurrentInit as InitSettings, width, width), gates),
    cell === 'lstm' && bias && forgetBias !== 0 && `forget_bias=${forgetBias}`,
    truncate !== 0 && `truncate=${truncate}`,
    scale !== 1 && `scale=${scale}`,
    !bias && 'bias=False',
  ]);
}

function diagonalText({ settings, init }: InitializedLayer, { start }: Within): string {
  const { fanIn, width, scale, bias, of } = settings;
  const { smallestRadius, largestRadius, truncate } = of!.values;
  return call('Chain', [
    call('Layer', [
      start(init, fanIn, width),
      'identity',
      scale !== 1 && `scale=${scale}`,
      !bias && 'bias=False',
    ]),
    call('Diagonal', [
      `ring(${width / 2}, ${smallestRadius}, ${largestRadius})`,
      truncate !== 0 && `truncate=${truncate}`,
    ]),
  ]);
}

const SIMPLE = (name: string, φ: string, slope: string) => () =>
  `class ${name}:
    """h[t] = φ(z + r), with z = x[t] W + b and r = h[t-1] U. What a cell passes back: the gradients by z, r, h[t-1] and c[t-1]."""
    def forward(self, z, r, h, c):
        h = ${φ}
        return h, c, h

    def backward(self, dh, dc, h):
        dz = dh * (${slope})
        return dz, dz, 0, 0`;

const LSTM = () => `class LstmCell:
    """Gates i, f, o = σ, g = tanh of z + r; c[t] = f c[t-1] + i g and h[t] = o tanh(c[t])."""
    def forward(self, z, r, h, c):
        i, f, g, o = np.split(z + r, 4, axis=1)
        i, f, g, o = sigma(i), sigma(f), np.tanh(g), sigma(o)
        c, before = f * c + i * g, c
        y = np.tanh(c)
        return o * y, c, (i, f, g, o, y, before)

    def backward(self, dh, dc, kept):
        i, f, g, o, y, before = kept
        dc = dc + dh * o * (1 - y * y)
        dz = np.concatenate(
            [dc * g * i * (1 - i), dc * before * f * (1 - f), dc * i * (1 - g * g), dh * y * o * (1 - o)], axis=1
        )
        return dz, dz, 0, dc * f`;

const GRU = () => `class GruCell:
    """Gates r, u = σ of z + r, n = tanh(zₙ + r rₙ); h[t] = (1 - u) n + u h[t-1]."""
    def forward(self, z, r, h, c):
        width = h.shape[1]
        gates = sigma(z[:, : 2 * width] + r[:, : 2 * width])
        reset, u, own = gates[:, :width], gates[:, width:], r[:, 2 * width :]
        n = np.tanh(z[:, 2 * width :] + reset * own)
        return (1 - u) * n + u * h, c, (reset, u, n, own, h)

    def backward(self, dh, dc, kept):
        reset, u, n, own, before = kept
        dn = dh * (1 - u) * (1 - n * n)
        gates = [dn * own * reset * (1 - reset), dh * (before - n) * u * (1 - u)]
        return np.concatenate([*gates, dn], axis=1), np.concatenate([*gates, dn * reset], axis=1), dh * u, 0`;

const SIGMA = () => `def sigma(z):
    return 1 / (1 + np.exp(-z))`;

function recurrentValues({ networks }: ScriptPlan): LayerValues[] {
  return networks
    .flatMap(({ layers }) => everyLayer(layers))
    .flatMap(({ settings: { of } }) => (of?.kind === 'recurrent' ? [of.values] : []));
}

function recurrentClass(plan: ScriptPlan): string {
  const { uses } = plan;
  const all = recurrentValues(plan);
  const isTruncated = all.some(({ truncate }) => truncate !== 0);
  const hasGru = all.some(({ cell }) => cell === 'gru');
  const forgets = all.some(({ cell, forgetBias }) => cell === 'lstm' && forgetBias !== 0);
  const settings = [
    forgets && 'forget_bias=0',
    isTruncated && 'truncate=None',
    uses.scale && 'scale=1',
    uses.biasless && 'bias=True',
  ].filter(setting => setting !== false);
  const W = uses.scale ? 'self.scale * self.W' : 'self.W';
  return lines(
    `class Recurrent:
    """h[t] = cell(x[t] W + b, h[t-1] U) over the positions of each row; the gates lie side by side."""`,
    indented(
      lines(
        `def __init__(${['self', 'cell', 'inputs', 'recurrent', ...settings].join(', ')}):`,
        indented(
          lines(
            'self.cell = cell',
            'self.W, self.U = (np.concatenate([W for W, _ in starts], axis=1) for starts in (inputs, recurrent))',
            'self.b = np.concatenate([b for _, b in inputs])',
            forgets && 'self.b[len(self.U) : 2 * len(self.U)] += forget_bias',
            uses.biasless && 'self.b, self.bias = self.b * bias, bias',
            hasGru &&
              '# Only a GRU needs a second bias: the reset gate multiplies it.\nself.bU = np.zeros(len(self.b))',
            isTruncated && 'self.truncate = truncate',
            uses.scale && 'self.scale = scale',
          ),
        ),
        '',
        'def forward(self, x, training=True):',
        indented(
          lines(
            'self.shape = x.shape',
            'self.x = x.reshape(len(x), -1, x.shape[-1])',
            `z = self.x @ ${uses.scale ? `(${W})` : W} + self.b`,
            'h, c = np.zeros((len(x), len(self.U))), np.zeros((len(x), len(self.U)))',
            'self.states, self.kept = [h], []',
            `for t in range(z.shape[1]):
    h, c, kept = self.cell.forward(z[:, t], h @ self.U${hasGru ? ' + self.bU' : ''}, h, c)
    self.states.append(h)
    self.kept.append(kept)`,
            'return np.stack(self.states[1:], axis=1).reshape(*self.shape[:-1], -1)',
          ),
        ),
        '',
        'def backward(self, dh):',
        indented(
          lines(
            'before = np.stack(self.states[:-1], axis=1)',
            'dh = dh.reshape(before.shape)',
            'dz = np.zeros((*before.shape[:2], len(self.b)))',
            'dr = np.zeros_like(dz)',
            'later, dc = 0, 0',
            'for t in reversed(range(dh.shape[1])):',
            indented(
              lines(
                isTruncated && 'if self.truncate and (t + 1) % self.truncate == 0:\n    later, dc = 0, 0',
                'dz[:, t], dr[:, t], past, dc = self.cell.backward(dh[:, t] + later, dc, self.kept[t])',
                'later = dr[:, t] @ self.U.T + past',
              ),
            ),
            `self.gradients = {'W': ${uses.scale ? 'self.scale * ' : ''}products(self.x, dz), 'U': products(before, dr)}`,
            uses.biasless
              ? lines(
                  'if self.bias:',
                  indented(
                    lines(
                      "self.gradients['b'] = dz.sum(axis=(0, 1))",
                      hasGru &&
                        "if isinstance(self.cell, GruCell):\n    self.gradients['bU'] = dr.sum(axis=(0, 1))",
                    ),
                  ),
                )
              : lines(
                  "self.gradients['b'] = dz.sum(axis=(0, 1))",
                  hasGru &&
                    "if isinstance(self.cell, GruCell):\n    self.gradients['bU'] = dr.sum(axis=(0, 1))",
                ),
            `return (dz @ ${uses.scale ? `(${W})` : W}.T).reshape(self.shape)`,
          ),
        ),
      ),
    ),
  );
}

function diagonalClass(plan: ScriptPlan): string {
  const isTruncated = recurrentValues(plan).some(
    ({ cell, truncate }) => cell === 'diagonal' && truncate !== 0,
  );
  return `class Diagonal:
    """s[t] = λ s[t-1] + sqrt(1 - |λ|²) u[t], complex; u and s have their real parts first, then their imaginary ones."""
    def __init__(self, eigenvalues${isTruncated ? ', truncate=None' : ''}):
        self.nu, self.theta = eigenvalues${isTruncated ? '\n        self.truncate = truncate' : ''}

    def forward(self, u, training=True):
        self.shape, u = u.shape, u.reshape(len(u), -1, u.shape[-1])
        self.u = u[..., : len(self.nu)] + 1j * u[..., len(self.nu) :]
        self.decay = np.exp(self.nu)
        self.scale = np.sqrt(-np.expm1(-2 * self.decay))
        self.eigenvalues = np.exp(-self.decay + 1j * self.theta)
        self.states = [np.zeros_like(self.u[:, 0])]
        for t in range(u.shape[1]):
            self.states.append(self.eigenvalues * self.states[-1] + self.scale * self.u[:, t])
        s = np.stack(self.states[1:], axis=1)
        return np.concatenate([s.real, s.imag], axis=-1).reshape(self.shape)

    def backward(self, ds):
        ds = ds.reshape(len(ds), -1, ds.shape[-1])
        signal = ds[..., : len(self.nu)] + 1j * ds[..., len(self.nu) :]
        for t in reversed(range(signal.shape[1] - 1)):${isTruncated ? '\n            if self.truncate and (t + 1) % self.truncate == 0:\n                continue' : ''}
            signal[:, t] += np.conj(self.eigenvalues) * signal[:, t + 1]
        by_eigenvalue = (np.conj(np.stack(self.states[:-1], axis=1)) * signal).sum(axis=(0, 1))
        by_scale = (np.conj(self.u) * signal).real.sum(axis=(0, 1))
        # λ = exp(-e^ν + iθ): its logarithm changes by -e^ν dν + i dθ.
        by_log = np.conj(self.eigenvalues) * by_eigenvalue
        by_decay = -by_log.real + by_scale * np.exp(-2 * self.decay) / self.scale
        self.gradients = {'nu': self.decay * by_decay, 'theta': by_log.imag}
        du = self.scale * signal
        return np.concatenate([du.real, du.imag], axis=-1).reshape(self.shape)`;
}

export const RECURRENT_PARTS = {
  sigma: SIGMA,
  products: () => `def products(x, dz):
    """The gradient by the matrix between them, over all rows and positions."""
    return x.reshape(-1, x.shape[-1]).T @ dz.reshape(-1, dz.shape[-1])`,
  TanhCell: SIMPLE('TanhCell', 'np.tanh(z + r)', '1 - h * h'),
  ReluCell: SIMPLE('ReluCell', 'np.maximum(0, z + r)', 'h > 0'),
  LstmCell: LSTM,
  GruCell: GRU,
  Recurrent: recurrentClass,
  ring: () => `def ring(units, smallest, largest):
    """ν and θ of eigenvalues exp(-exp(ν) + iθ), spread evenly over the ring between two radii."""
    squares = random.random_sample(units) * (largest**2 - smallest**2) + smallest**2
    return np.log(-0.5 * np.log(np.maximum(squares, 1e-12))), 2 * np.pi * random.random_sample(units)`,
  Diagonal: diagonalClass,
};
