import { indented, lines } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';

/** The class of a layer, forward beside backward, with only those parts that one of the networks has. */
export function numpyLayer(plan: ScriptPlan): string {
  return lines(
    'class Layer:',
    indented(
      lines(
        `"""${formula(plan)}; keeps what the way back needs."""`,
        '',
        initMethod(plan),
        '',
        forward(plan),
        '',
        backward(plan),
        isNormalized(plan) && `\n${normalize(plan)}`,
        plan.uses.batchNorm && `\n${REMEMBER}`,
        plan.uses.maxout && `\n${MAXOUT}`,
      ),
    ),
  );
}

/** `h = φ(x W + b)`, with the additional parts of a layer. */
function formula(plan: ScriptPlan): string {
  const { uses } = plan;
  const z = uses.scale ? 'scale * x W + b' : 'x W + b';
  const u = isNormalized(plan) ? `norm(${z})` : z;
  return `h = φ(${u})${uses.dropout ? ' * mask' : ''}${uses.skip ? ' + x' : ''}`;
}

/** The settings of a layer besides its start and its activation, each if one of the networks has it. */
function initMethod(plan: ScriptPlan): string {
  const { uses } = plan;
  const settings = [
    uses.prelu && 'slope=None',
    uses.maxout && 'pieces=1',
    isNormalized(plan) && 'normalization=None',
    uses.dropout && 'dropout=0',
    uses.skip && 'skip=False',
    uses.scale && 'scale=1',
    uses.biasless && 'bias=True',
  ].filter(setting => setting !== false);
  return lines(
    `def __init__(${['self', 'start', 'activation', ...settings].join(', ')}):`,
    indented(
      lines(
        'self.W, self.b = start',
        'self.activation = activation',
        uses.scale && 'self.scale = scale',
        uses.biasless && 'self.bias, self.b = bias, self.b * bias',
        uses.prelu && PRELU,
        uses.maxout && 'self.pieces = pieces',
        uses.dropout && 'self.dropout = Dropout(dropout)',
        uses.dropout && uses.kinds && 'self.inside = (self.dropout,)',
        uses.skip && 'self.skip = skip',
        isNormalized(plan) &&
          'self.normalization = normalization\nself.gamma, self.beta = np.ones(len(self.b)), np.zeros(len(self.b))',
        uses.batchNorm &&
          'self.running_mean, self.running_variance = np.zeros(len(self.b)), np.ones(len(self.b))',
      ),
    ),
  );
}

const PRELU = `self.slope = slope
if slope is not None:  # it is learned, in place
    self.slope = np.array([float(slope)])
    self.activation = prelu(self.slope)`;

function forward(plan: ScriptPlan): string {
  const { uses } = plan;
  const h = uses.dropout ? 'h' : 'self.a';
  const result = uses.skip ? `${h} + x if self.skip else ${h}` : h;
  return lines(
    'def forward(self, x, training=True):',
    indented(
      lines(
        uses.positions && 'self.shape, x = x.shape, x.reshape(-1, x.shape[-1])',
        'self.x = x',
        uses.scale ? 'self.u = x @ (self.scale * self.W) + self.b' : 'self.u = x @ self.W + self.b',
        isNormalized(plan) && 'if self.normalization:\n    self.u = self.normalize(self.u, training)',
        uses.maxout
          ? 'self.a = self.largest(self.u) if self.pieces > 1 else self.activation[0](self.u)'
          : 'self.a = self.activation[0](self.u)',
        uses.dropout && 'h = self.dropout.forward(self.a, training)',
        uses.positions ? `h = ${result}\nreturn h.reshape(*self.shape[:-1], -1)` : `return ${result}`,
      ),
    ),
  );
}

function backward(plan: ScriptPlan): string {
  const { uses } = plan;
  const elementwise = 'dh * self.activation[1](self.u, self.a)';
  const slope = uses.softmax
    ? `self.a * (dh - (dh * self.a).sum(axis=1, keepdims=True)) if self.activation is softmax else ${elementwise}`
    : elementwise;
  const dx = uses.scale ? 'dz @ (self.scale * self.W).T' : 'dz @ self.W.T';
  return lines(
    'def backward(self, dh):',
    indented(
      lines(
        '"""From dh, the gradient by h, to that by x; leaves the gradients of what is learned."""',
        'self.gradients = {}',
        uses.positions && 'dh = dh.reshape(-1, dh.shape[-1])',
        uses.skip && 'passed = dh',
        uses.dropout && 'dh = self.dropout.backward(dh)',
        uses.prelu &&
          "if self.slope is not None:\n    self.gradients['slope'] = np.array([(dh * self.u)[self.u < 0].sum()])",
        uses.maxout ? `dz = self.to_largest(dh) if self.pieces > 1 else ${slope}` : `dz = ${slope}`,
        isNormalized(plan) && normalizeBackward(plan),
        uses.biasless
          ? "if self.bias:\n    self.gradients['b'] = dz.sum(axis=0)"
          : "self.gradients['b'] = dz.sum(axis=0)",
        `self.gradients['W'] = ${uses.scale ? 'self.scale * (self.x.T @ dz)' : 'self.x.T @ dz'}`,
        (uses.skip || uses.positions) && `dx = ${dx}`,
        uses.skip && uses.positions && 'dx = dx + passed if self.skip else dx',
        uses.positions
          ? 'return dx.reshape(self.shape)'
          : `return ${uses.skip ? 'dx + passed if self.skip else dx' : dx}`,
      ),
    ),
  );
}

const isNormalized = ({ uses }: ScriptPlan) => uses.batchNorm || uses.layerNorm || uses.rmsNorm;

function normalizeBackward({ uses }: ScriptPlan): string {
  const beta = "self.gradients['beta'] = dz.sum(axis=0)";
  const mean = 'g.mean(axis=axis, keepdims=True)';
  return lines(
    'if self.normalization:',
    indented(
      lines(
        "self.gradients['gamma'] = (dz * self.x_hat).sum(axis=0)",
        uses.rmsNorm ? `if self.normalization != 'rms':\n    ${beta}` : beta,
        'g, axis = dz * self.gamma, self.axis',
        `mean = ${uses.rmsNorm ? `0 if self.normalization == 'rms' else ${mean}` : mean}`,
        'dz = (g - mean - self.x_hat * (g * self.x_hat).mean(axis=axis, keepdims=True)) * self.inverse',
      ),
    ),
  );
}

function normalize({ uses }: ScriptPlan): string {
  return lines(
    'def normalize(self, z, training):',
    indented(
      lines(
        "# Of a batch each unit has mean 0 and variance 1, of a layer each row.\nself.axis = 0 if self.normalization == 'batch' else 1",
        'mean, variance = z.mean(axis=self.axis, keepdims=True), z.var(axis=self.axis, keepdims=True)',
        uses.rmsNorm &&
          "if self.normalization == 'rms':\n    mean, variance = 0, (z * z).mean(axis=1, keepdims=True)",
        uses.batchNorm &&
          `if training:
    self.batch_mean, self.batch_variance = mean, variance
elif self.normalization == 'batch':
    mean, variance = self.running_mean, self.running_variance`,
        'self.inverse = 1 / np.sqrt(variance + 1e-5)',
        'self.x_hat = (z - mean) * self.inverse',
        'return self.gamma * self.x_hat + self.beta',
      ),
    ),
  );
}

const REMEMBER = `def remember(self):
    """Lets the batch just learned from into what batch normalization evaluates with."""
    n = len(self.x)
    self.running_mean += 0.1 * (self.batch_mean[0] - self.running_mean)
    self.running_variance += 0.1 * (self.batch_variance[0] * n / (n - 1) - self.running_variance)`;

const MAXOUT = `def largest(self, u):
    pieces = u.reshape(len(u), -1, self.pieces)
    self.chosen = pieces.argmax(axis=2)[..., None]
    return pieces.max(axis=2)

def to_largest(self, dh):
    dz = np.zeros((len(dh), dh.shape[1], self.pieces))
    np.put_along_axis(dz, self.chosen, dh[..., None], axis=2)
    return dz.reshape(len(dh), -1)`;
