import type { LayerValues, Shape } from 'gradscope';

/** What stands between layers, as parts with a way back. */
export const NUMPY_BETWEEN: Readonly<Record<string, (values: LayerValues, shape: Shape) => string>> = {
  pool: ({ how, size }) => {
    if (how === 'last') return 'Last()';
    if (how === 'flatten') return 'Flatten()';
    const windows = size === 0 ? '' : `, Windows(${size}, stride=${size})`;
    return `${how === 'max' ? 'Largest' : 'Mean'}(${windows.slice(2)})`;
  },
  positions: ({ how }, { positions, channels }) =>
    `${how === 'add' ? 'Positions' : 'Waves'}(${positions}, ${channels})`,
};

export const BETWEEN_PARTS = {
  Last: () => `class Last:
    """Each channel at its last position."""
    gradients = {}

    def forward(self, x, training=True):
        self.shape = x.shape
        return x.reshape(len(x), -1, x.shape[-1])[:, -1]

    def backward(self, dh):
        dx = np.zeros((len(dh), np.prod(self.shape[1:-1], dtype=int), dh.shape[-1]))
        dx[:, -1] = dh
        return dx.reshape(self.shape)`,
  Flatten: () => `class Flatten:
    gradients = {}

    def forward(self, x, training=True):
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dh):
        return dh.reshape(self.shape)`,
  Mean: () => `class Mean:
    """The mean of each channel over its positions, or over those in each window."""
    def __init__(self, windows=None):
        self.windows, self.gradients = windows, {}

    def forward(self, x, training=True):
        self.x = x
        parts = self.windows.forward(x) if self.windows else x.reshape(len(x), -1)
        parts = parts.reshape(*parts.shape[:-1], -1, x.shape[-1])
        self.shape = parts.shape
        return self.pooled(parts)

    def pooled(self, parts):
        return parts.mean(axis=-2)

    def passed(self, dh):
        return np.broadcast_to(dh / self.shape[-2], self.shape)

    def backward(self, dh):
        d = self.passed(np.expand_dims(dh, -2))
        return self.windows.backward(d.reshape(*self.shape[:-2], -1)) if self.windows else d.reshape(self.x.shape)`,
  Largest: () => `class Largest(Mean):
    """The same for the largest."""
    def pooled(self, parts):
        self.chosen = np.expand_dims(parts.argmax(axis=-2), -2)
        return parts.max(axis=-2)

    def passed(self, dh):
        d = np.zeros(self.shape)
        np.put_along_axis(d, self.chosen, dh, axis=-2)
        return d`,
  Positions: () => `class Positions:
    """Adds to each position a learned vector, 0 at the start."""
    def __init__(self, positions, channels):
        self.P = np.zeros((positions, channels))

    def forward(self, x, training=True):
        return x + self.P.reshape(x.shape[1:])

    def backward(self, dh):
        self.gradients = {'P': dh.sum(axis=0).reshape(self.P.shape)}
        return dh`,
  Waves: () => `class Waves:
    """Adds to each position sines and cosines that say where it stands."""
    def __init__(self, positions, channels):
        p, j = np.arange(positions)[:, None], np.arange(channels)
        angles = p * 10000.0 ** (-(j - j % 2) / channels)
        self.waves, self.gradients = np.where(j % 2 == 0, np.sin(angles), np.cos(angles)), {}

    def forward(self, x, training=True):
        return x + self.waves.reshape(x.shape[1:])

    def backward(self, dh):
        return dh`,
};
