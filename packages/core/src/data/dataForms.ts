import { DIGIT_AXES } from './bundled/digitAxes.ts';
import type { DataShape } from './dataKind.ts';
import { choice, count, dataForm, deviation, preparedForm } from './formParts.ts';
import { MOST_CLASSES } from './labels.ts';
import { sequenceForms } from './sequences/sequenceForms.ts';

/** Rows that never change. */
const bundledForm = (label: string, shape: DataShape) =>
  preparedForm<Record<never, never>>({ label, settings: {}, shape: () => shape });

const classes = { whole: true, default: 3, from: 2, to: MOST_CLASSES };

const samples = { ...count, default: 300, description: 'Points of all classes together.' };
const noise = {
  ...deviation,
  default: 0,
  description: 'Standard deviation of what is added to each coordinate.',
};

const digitShape = choice(
  ['flat', 'rows', 'pixels', 'picture'],
  'flat',
  'How the 8 × 8 pixels are taken: flat as 64 features, rows as a sequence of 8 rows, pixels as one of 64 pixels, picture as they are.',
);

/** Points of a plane. */
const plane = (samples: number, classes: number): DataShape => ({
  samples,
  features: 2,
  outputs: classes,
});

/**
 * The settings of each kind of data that the package brings. The code that makes the data is in other files, so that a page
 * that only reads experiments does not load it.
 */
export const dataForms = {
  spiral: dataForm({
    settings: {
      pointsPerClass: { ...count, default: 100, description: 'Points on each arm.' },
      classes: { ...classes, description: 'Arms of the spiral.' },
      noise: { ...deviation, default: 0.2, description: 'Standard deviation of the angle, in radians.' },
    },
    shape: ({ pointsPerClass, classes }) => plane(pointsPerClass * classes, classes),
  }),
  moons: dataForm({
    settings: { samples, noise: { ...noise, default: 0.1 } },
    shape: ({ samples }) => plane(samples, 2),
  }),
  circles: dataForm({
    settings: {
      samples,
      noise: { ...noise, default: 0.1 },
      factor: {
        default: 0.5,
        from: 0,
        to: 1,
        below: true,
        description: 'Radius of the inner circle, relative to the outer one.',
      },
    },
    shape: ({ samples }) => plane(samples, 2),
  }),
  xor: dataForm({
    label: 'XOR',
    settings: { samples, noise },
    shape: ({ samples }) => plane(samples, 2),
  }),
  checkerboard: dataForm({
    settings: {
      samples,
      noise,
      cells: { ...count, default: 4, description: 'Cells along each side of the board.', to: 1000 },
    },
    shape: ({ samples }) => plane(samples, 2),
  }),
  quantiles: dataForm({
    label: 'Rings',
    settings: {
      samples,
      noise,
      classes: { ...classes, description: 'Rings around the origin.' },
    },
    together: {
      key: 'samples',
      rule: 'at least one sample for each class',
      holds: ({ samples, classes }) => samples >= classes,
    },
    shape: ({ samples, classes }) => plane(samples, classes),
  }),
  blobs: dataForm({
    settings: {
      samples,
      centers: { ...classes, description: 'Blobs, each its own class.' },
      std: { ...deviation, default: 1, description: 'Standard deviation of the points around their center.' },
    },
    shape: ({ samples, centers }) => plane(samples, centers),
  }),
  curve: dataForm({
    label: 'Curve (regression)',
    settings: {
      samples: {
        ...count,
        default: 300,
        description: 'Points on one period of a sine, whose values are to be learned.',
      },
      noise: {
        ...deviation,
        default: 0.1,
        description: 'Standard deviation of what is added to each target.',
      },
    },
    shape: ({ samples }) => ({ samples, features: 1, outputs: 1 }),
  }),
  normals: dataForm({
    label: 'Random (regression)',
    settings: {
      samples: { ...count, default: 300, description: 'Points, each with a target of its own from N(0, 1).' },
      features: {
        ...count,
        default: 2,
        description: 'Coordinates of a point, each from N(0, 1).',
        to: 100_000,
      },
    },
    shape: ({ samples, features }) => ({ samples, features, outputs: 1 }),
  }),
  ...sequenceForms,
  iris: bundledForm('Iris, 4 features', { samples: 150, features: 4, outputs: 3 }),
  wine: bundledForm('Wine, 13 features', { samples: 178, features: 13, outputs: 3 }),
  digits: preparedForm(
    dataForm({
      label: 'Digits, 8 × 8 pixels',
      settings: { shape: digitShape },
      shape: ({ shape }) => ({ samples: 1797, features: 64, axes: DIGIT_AXES[shape], outputs: 10 }),
    }),
  ),
};
