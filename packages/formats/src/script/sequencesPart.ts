import type { BuiltInData, DataSettings } from 'gradscope';
import { constants, lines } from './pythonText.ts';

type Settings<Kind extends BuiltInData> = Extract<DataSettings, { kind: Kind }>;

/** Turns `tokens`, `[samples, positions]`, into inputs `[samples, positions, channels]`. */
const inputsFrom = (tokens: 'oneHot' | 'number', vocabulary: string) =>
  tokens === 'oneHot' ? `X = np.eye(${vocabulary})[tokens]` : 'X = tokens[:, :, None].astype(float)';

export const adding = ({ samples, length }: Settings<'adding'>) =>
  lines(
    constants({ SAMPLES: samples, LENGTH: length }),
    `
X, y = np.zeros((SAMPLES, LENGTH, 2)), np.zeros((SAMPLES, 1))
for n in range(SAMPLES):
    X[n, :, 0] = random.random_sample(LENGTH)
    for place in random.randint(0, LENGTH // 2), random.randint(LENGTH // 2, LENGTH):
        X[n, place, 1] = 1
        y[n] += X[n, place, 0]`,
  );

export const copy = ({ samples, length, symbols, delay, tokens }: Settings<'copy'>) =>
  lines(
    constants({
      SAMPLES: samples,
      LENGTH: length,
      SYMBOLS: symbols,
      DELAY: delay,
      CLASSES: symbols + 1,
    }),
    `
tokens = np.zeros((SAMPLES, 2 * LENGTH + DELAY), int)
y = np.zeros_like(tokens)
tokens[:, :LENGTH] = y[:, -LENGTH:] = random.randint(1, SYMBOLS + 1, (SAMPLES, LENGTH))
tokens[:, LENGTH + DELAY - 1] = SYMBOLS + 1`,
    inputsFrom(tokens, 'SYMBOLS + 2'),
  );

export const parity = ({ samples, length, answers }: Settings<'parity'>) =>
  lines(
    constants({ SAMPLES: samples, LENGTH: length, CLASSES: 2 }),
    `
bits = random.randint(0, 2, (SAMPLES, LENGTH))
X = bits[:, :, None].astype(float)`,
    answers === 'every' ? 'y = bits.cumsum(axis=1) % 2' : 'y = bits.sum(axis=1) % 2',
  );

export const temporalOrder = ({ samples, length, tokens }: Settings<'temporalOrder'>) =>
  lines(
    constants({ SAMPLES: samples, LENGTH: length, CLASSES: 4 }),
    `
tokens, y = np.empty((SAMPLES, LENGTH), int), np.zeros(SAMPLES, int)
tokens[:, 0], tokens[:, -1] = 6, 7
for n in range(SAMPLES):
    tokens[n, 1:-1] = random.randint(0, 4, LENGTH - 2)
    first = random.randint(LENGTH // 10, LENGTH // 5 + 1)
    second = random.randint(LENGTH // 2, 3 * LENGTH // 5 + 1)
    for place in first, second:
        which = random.randint(0, 2)
        tokens[n, place] = 4 + which
        y[n] = 2 * y[n] + which`,
    inputsFrom(tokens, '8'),
  );

export const recall = ({ samples, length, symbols, tokens }: Settings<'recall'>) =>
  lines(
    constants({ SAMPLES: samples, LENGTH: length, CLASSES: symbols }),
    `
tokens = random.randint(0, CLASSES, (SAMPLES, LENGTH))
y = tokens[:, 0]`,
    inputsFrom(tokens, 'CLASSES'),
  );

export const sines = ({ samples, length, waves, noise }: Settings<'sines'>) =>
  lines(
    constants({ SAMPLES: samples, LENGTH: length, WAVES: waves, NOISE: noise }),
    `
values = np.empty((SAMPLES, LENGTH + 1, 1))
for n in range(SAMPLES):
    speeds, phases = random.uniform(0.1, 1, WAVES), random.uniform(0, 2 * np.pi, WAVES)
    waves = np.sin(speeds * np.arange(LENGTH + 1)[:, None] + phases)
    values[n, :, 0] = waves.sum(axis=1) / np.sqrt(WAVES) + random.normal(0, NOISE, LENGTH + 1)
X, y = values[:, :-1], values[:, 1:]`,
  );

export const modular = ({ modulus, tokens, test }: Settings<'modular'>) =>
  lines(
    constants({ CLASSES: modulus }),
    test > 0 && constants({ TEST: test }),
    `
a, b = np.divmod(np.arange(CLASSES * CLASSES), CLASSES)
tokens = np.stack([a, b, np.full_like(a, CLASSES)], axis=1)
y = (a + b) % CLASSES`,
    inputsFrom(tokens, 'CLASSES + 1'),
    test > 0 && HOLD_OUT,
  );

/** Moves a share of the rows to `X_test` and `y_test`. */
export const HOLD_OUT = `
order = random.permutation(len(X))
held = int(np.ceil(TEST * len(X)))
X_test, y_test = X[order[:held]], y[order[:held]]
X, y = X[order[held:]], y[order[held:]]`;
