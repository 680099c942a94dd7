import type { DataForm, DataShape } from './dataKind.ts';
import { MOST_CLASSES } from './labels.ts';

/** Ties the names of the settings to those that `shape` reads. */
const dataForm = <Name extends string>(form: DataForm<Name>): DataForm<Name> => form;

/** Rows that never change; an experiment may prepare them. */
const bundledForm = (label: string, shape: DataShape) => ({
  ...dataForm<never>({ label, settings: {}, shape: () => shape }),
  prepares: true as const,
});

/** A number of points, or of another thing that there is at least one of. */
const count = { whole: true, from: 1, to: 10_000_000 };
const classes = { whole: true, default: 3, from: 2, to: MOST_CLASSES };
const deviation = { from: 0, to: 1000 };

const sequences = { ...count, default: 1000, description: 'Sequences.' };
const positions = { ...count, to: 100_000, description: 'Positions of each sequence.' };

const samples = { ...count, default: 300, description: 'Points of all classes together.' };
const noise = {
  ...deviation,
  default: 0,
  description: 'Standard deviation of what is added to each coordinate.',
};

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
  adding: dataForm({
    label: 'Adding problem (sequence, regression)',
    settings: {
      samples: { ...sequences },
      length: { ...positions, default: 50, from: 2 },
    },
    shape: ({ samples, length }) => ({ samples, features: 2 * length, axes: [length], outputs: 1 }),
  }),
  iris: bundledForm('Iris, 4 features', { samples: 150, features: 4, outputs: 3 }),
  wine: bundledForm('Wine, 13 features', { samples: 178, features: 13, outputs: 3 }),
  digits: bundledForm('Digits, 64 features', { samples: 1797, features: 64, outputs: 10 }),
};
