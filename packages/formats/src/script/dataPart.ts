import type { BuiltInData, Experiment } from 'gradscope';
import { constants, lines } from './pythonText.ts';
import { bundledRows, tableRows } from './rowsPart.ts';
import type { ScriptPlan } from './scriptPlan.ts';
import { adding, copy, modular, parity, recall, sines, temporalOrder } from './sequencesPart.ts';

type Settings<Kind extends Experiment['data']['kind']> = Extract<Experiment['data'], { kind: Kind }>;

const SHUFFLE = 'order = random.permutation(SAMPLES)\nX, y = X[order], y[order]';
const NOISE = 'X += random.normal(0, NOISE, X.shape)';

const spiral = ({ pointsPerClass, classes, noise }: Settings<'spiral'>) =>
  lines(
    constants({ POINTS: pointsPerClass, CLASSES: classes, NOISE: noise }),
    `
X = np.zeros((POINTS * CLASSES, 2))
y = np.repeat(np.arange(CLASSES), POINTS)
for j in range(CLASSES):
    r = np.linspace(0, 1, POINTS)
    t = np.linspace(4 * j, 4 * (j + 1), POINTS) + random.normal(0, NOISE, POINTS)
    X[y == j] = np.c_[r * np.sin(t), r * np.cos(t)]`,
  );

const moons = ({ samples, noise }: Settings<'moons'>) =>
  lines(
    constants({ SAMPLES: samples, CLASSES: 2, NOISE: noise }),
    `
first = SAMPLES // 2
t, u = np.linspace(0, np.pi, first), np.linspace(0, np.pi, SAMPLES - first)
X = np.r_[np.c_[np.cos(t), np.sin(t)], np.c_[1 - np.cos(u), 1 - np.sin(u) - 0.5]]
y = (np.arange(SAMPLES) >= first).astype(int)`,
    SHUFFLE,
    NOISE,
  );

const circles = ({ samples, noise, factor }: Settings<'circles'>) =>
  lines(
    constants({ SAMPLES: samples, CLASSES: 2, NOISE: noise, FACTOR: factor }),
    `
outer = SAMPLES // 2
t = np.linspace(0, 2 * np.pi, outer, endpoint=False)
u = np.linspace(0, 2 * np.pi, SAMPLES - outer, endpoint=False)
X = np.r_[np.c_[np.cos(t), np.sin(t)], FACTOR * np.c_[np.cos(u), np.sin(u)]]
y = (np.arange(SAMPLES) >= outer).astype(int)`,
    SHUFFLE,
    NOISE,
  );

const xor = ({ samples, noise }: Settings<'xor'>) =>
  lines(
    constants({ SAMPLES: samples, CLASSES: 2, NOISE: noise }),
    `
X = random.uniform(-1, 1, (SAMPLES, 2))
y = ((X[:, 0] < 0) != (X[:, 1] < 0)).astype(int)`,
    NOISE,
  );

const checkerboard = ({ samples, noise, cells }: Settings<'checkerboard'>) =>
  lines(
    constants({ SAMPLES: samples, CLASSES: 2, NOISE: noise, CELLS: cells }),
    `
X = random.uniform(-1, 1, (SAMPLES, 2))
y = np.floor((X + 1) / 2 * CELLS).astype(int).sum(axis=1) % 2`,
    NOISE,
  );

const quantiles = ({ samples, noise, classes }: Settings<'quantiles'>) =>
  lines(
    constants({ SAMPLES: samples, CLASSES: classes, NOISE: noise }),
    `
X = random.normal(size=(SAMPLES, 2))
X = X[(X * X).sum(axis=1).argsort(kind='stable')]
y = np.minimum(np.arange(SAMPLES) // (SAMPLES // CLASSES), CLASSES - 1)`,
    SHUFFLE,
    NOISE,
  );

const blobs = ({ samples, centers, std }: Settings<'blobs'>) =>
  lines(
    constants({ SAMPLES: samples, CLASSES: centers, STD: std }),
    `
centers = random.uniform(-10, 10, (CLASSES, 2))
sizes = [SAMPLES // CLASSES + (k < SAMPLES % CLASSES) for k in range(CLASSES)]
X = np.concatenate([random.normal(centers[k], STD, (sizes[k], 2)) for k in range(CLASSES)])
y = np.repeat(np.arange(CLASSES), sizes)`,
    SHUFFLE,
  );

const curve = ({ samples, noise }: Settings<'curve'>) =>
  lines(
    constants({ SAMPLES: samples, NOISE: noise }),
    `
X = np.linspace(-1, 1, SAMPLES)[:, None]
y = np.sin(np.pi * X) + random.normal(0, NOISE, X.shape)`,
  );

const normals = ({ samples, features }: Settings<'normals'>) =>
  lines(
    constants({ SAMPLES: samples, FEATURES: features }),
    `
X = random.normal(size=(SAMPLES, FEATURES))
y = random.normal(size=(SAMPLES, 1))`,
  );

/** For each kind of data the code that makes it. */
export const DATA_EXPORTS: {
  readonly [Kind in BuiltInData | 'table']: (settings: Settings<Kind>, plan: ScriptPlan) => string;
} = {
  spiral,
  moons,
  circles,
  xor,
  checkerboard,
  quantiles,
  blobs,
  curve,
  normals,
  adding,
  copy,
  parity,
  temporalOrder,
  recall,
  sines,
  modular,
  characters: bundledRows,
  iris: bundledRows,
  wine: bundledRows,
  digits: bundledRows,
  table: (_, plan) => tableRows(plan),
};

/** The code that makes the data, `X` and `y`, with the draws of `gradscope` in their order. */
export function dataPart(plan: ScriptPlan): string {
  const settings = plan.experiment.data;
  const code: (settings: never, plan: ScriptPlan) => string = DATA_EXPORTS[settings.kind];
  return code(settings as never, plan);
}
