import { choice, count, dataForm, deviation, heldOutForm } from '../formParts.ts';
import { MOST_CLASSES } from '../labels.ts';
import { type TokenForm, tokenChannels } from './tokens.ts';

const sequences = { ...count, default: 1000, description: 'Sequences.' };
const positions = { ...count, to: 100_000, description: 'Positions of each sequence.' };

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
/** The size of the bundled poem; a test compares it with the text. */
const POEM = { characters: 6276, different: 54 };

/** The settings of the kinds whose samples are sequences. */
export const sequenceForms = {
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
};
