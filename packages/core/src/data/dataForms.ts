import type { Choice } from '../kinds/kind.ts';
import { DIGIT_AXES } from './bundled/digitAxes.ts';
import type { DataForm, DataRules, DataShape } from './dataKind.ts';
import { MOST_CLASSES } from './labels.ts';
import { type TokenForm, tokenChannels } from './sequences/tokens.ts';

/** Ties the names of the settings to those that `shape` reads. */
const dataForm = <Rules extends DataRules>(
  form: DataForm<Rules> & { readonly together?: { readonly key: NoInfer<keyof Rules> } },
): DataForm<Rules> => form;

/** Data of which an experiment may hold rows out and standardize the features. */
const preparedForm = <Rules extends DataRules>(form: DataForm<Rules>) => ({
  ...form,
  prepares: true as const,
});

/** Data of which an experiment may hold rows out. */
const heldOutForm = <Rules extends DataRules>(form: DataForm<Rules>) => ({
  ...form,
  prepares: 'test' as const,
});

/** Rows that never change. */
const bundledForm = (label: string, shape: DataShape) =>
  preparedForm<Record<never, never>>({ label, settings: {}, shape: () => shape });

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

const choice = <Name extends string>(
  choices: readonly Name[],
  chosen: NoInfer<Name>,
  description: string,
): Choice<Name> => ({ choices, default: chosen, description });

const tokens = choice<TokenForm>(
  ['oneHot', 'number'],
  'oneHot',
  'How a token is given: oneHot as a channel of its own, number as one channel for an embedding layer.',
);
const tokenNumbers = { ...tokens, default: 'number' as const };
const symbols = { whole: true, default: 8, from: 2, to: 500, description: 'Different symbols.' };

/** Sequences of tokens with one answer each. */
const tokenSequences = (samples: number, length: number, vocabulary: number, form: TokenForm) => ({
  samples,
  features: length * tokenChannels(vocabulary, form),
  axes: [length],
});

const parityAnswers = choice(
  ['last', 'every'],
  'last',
  'last: the parity of all bits of a sequence; every: at each position the parity of the bits so far.',
);
const digitShape = choice(
  ['flat', 'rows', 'pixels', 'picture'],
  'flat',
  'How the 8 × 8 pixels are taken: flat as 64 features, rows as a sequence of 8 rows, pixels as one of 64 pixels, picture as they are.',
);

/** The size of the bundled poem; a test compares it with the text. */
const POEM = { characters: 6276, different: 54 };

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
  copy: dataForm({
    label: 'Copy problem (sequence)',
    settings: {
      samples: { ...sequences },
      length: { ...positions, default: 10, to: 10_000, description: 'Symbols to remember and to repeat.' },
      symbols,
      delay: {
        ...positions,
        default: 20,
        description: 'Positions between the last symbol and the first answer.',
      },
      tokens,
    },
    shape: ({ samples, length, symbols, delay, tokens }) => ({
      ...tokenSequences(samples, 2 * length + delay, symbols + 2, tokens),
      outputs: symbols + 1,
      answers: 2 * length + delay,
    }),
  }),
  parity: dataForm({
    label: 'Parity of bits (sequence)',
    settings: {
      samples: { ...sequences },
      length: { ...positions, default: 20, description: 'Bits of each sequence.' },
      answers: parityAnswers,
    },
    shape: ({ samples, length, answers }) => ({
      samples,
      features: length,
      axes: [length],
      outputs: 2,
      answers: answers === 'every' ? length : 1,
    }),
  }),
  temporalOrder: dataForm({
    label: 'Temporal order (sequence)',
    settings: { samples: { ...sequences }, length: { ...positions, default: 100, from: 10 }, tokens },
    shape: ({ samples, length, tokens }) => ({ ...tokenSequences(samples, length, 8, tokens), outputs: 4 }),
  }),
  recall: dataForm({
    label: 'First-token recall (sequence)',
    settings: { samples: { ...sequences }, length: { ...positions, default: 20 }, symbols, tokens },
    shape: ({ samples, length, symbols, tokens }) => ({
      ...tokenSequences(samples, length, symbols, tokens),
      outputs: symbols,
    }),
  }),
  sines: dataForm({
    label: 'Mixtures of sines (sequence, regression)',
    settings: {
      samples: { ...sequences, default: 300 },
      length: { ...positions, default: 50 },
      waves: { ...count, default: 2, to: 1000, description: 'Sines of each sequence.' },
      noise: { ...deviation, default: 0, description: 'Standard deviation of what is added to each value.' },
    },
    shape: ({ samples, length }) => ({
      samples,
      features: length,
      axes: [length],
      outputs: 1,
      answers: length,
    }),
  }),
  modular: heldOutForm(
    dataForm({
      label: 'Modular addition (sequence)',
      settings: {
        modulus: {
          whole: true,
          default: 97,
          from: 2,
          to: MOST_CLASSES,
          description: 'The sums are taken modulo this number.',
        },
        tokens: tokenNumbers,
      },
      shape: ({ modulus, tokens }) => ({
        ...tokenSequences(modulus * modulus, 3, modulus + 1, tokens),
        outputs: modulus,
      }),
    }),
  ),
  characters: heldOutForm(
    dataForm({
      label: 'Characters of a poem (sequence)',
      settings: {
        length: {
          ...positions,
          default: 32,
          to: POEM.characters - 1,
          description: 'Characters of each sequence.',
        },
        tokens: tokenNumbers,
      },
      shape: ({ length, tokens }) => ({
        ...tokenSequences(Math.floor((POEM.characters - 1) / length), length, POEM.different, tokens),
        outputs: POEM.different,
        answers: length,
      }),
    }),
  ),
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
