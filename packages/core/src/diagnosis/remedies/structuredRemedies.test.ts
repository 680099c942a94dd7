import { expect, test } from 'vitest';
import { parseExperiment } from '../../experiment/parseExperiment.ts';
import { prepare } from '../../experiment/prepare.ts';
import type { Symptom, SymptomKind } from '../symptoms/symptom.ts';
import { remediesFor } from './remediesFor.ts';

const LAST = { kind: 'pool', how: 'last' };
const DIGITS = { kind: 'digits', shape: 'picture' };
const TOKENS = { kind: 'recall', samples: 20, length: 5, symbols: 4, tokens: 'number' };
const EMBEDDING = { kind: 'embedding', vocabulary: 4, width: 8 };

function experimentOf(data: object, hidden: readonly object[], training: object = {}) {
  return parseExperiment({
    seed: 1,
    data,
    networks: [{ name: 'net', hidden, activation: 'tanh', init: 'glorotUniform' }],
    training: { optimizer: { kind: 'sgd', stepSize: 0.1 }, batch: 10, steps: 100, ...training },
  } as never);
}

/** The changes proposed for one symptom; every one of them must be a network that can be built. */
function proposed(
  experiment: ReturnType<typeof experimentOf>,
  kind: SymptomKind,
  axis?: 'time' | 'depth',
): string[] {
  const symptom: Symptom = { kind, ...(axis && { axis }), layers: null, step: 0, severity: 1, evidence: {} };
  return remediesFor(experiment, 0, [symptom], true).map(({ change }) => {
    prepare(change.experiment);
    return change.text;
  });
}

const recurrent = (settings: object) => [{ kind: 'recurrent', width: 8, ...settings }, LAST];
const SEQUENCES = { kind: 'recall', samples: 20, length: 5, symbols: 4 };

test('a closed forget gate is opened: to 1 first, then wider', () => {
  const texts = proposed(
    experimentOf(SEQUENCES, recurrent({ cell: 'lstm', forgetBias: -4 })),
    'vanishing',
    'time',
  );
  expect(texts.slice(0, 2)).toEqual(['forgetBias: 1', 'forgetBias: 3']);
});

test('a signal that is cut off gets the whole sequence first, small radii get large ones', () => {
  const cut = experimentOf(SEQUENCES, recurrent({ cell: 'gru', truncate: 2 }));
  expect(proposed(cut, 'vanishing', 'time')[0]).toBe('truncate: none');
  const small = experimentOf(
    SEQUENCES,
    recurrent({ cell: 'diagonal', smallestRadius: 0.01, largestRadius: 0.1 }),
  );
  expect(proposed(small, 'vanishing', 'time')[0]).toBe('smallestRadius: 0.9, largestRadius: 0.999');
});

test('a signal that grows through time is bounded: orthogonal start, clipping, a gated cell, shorter truncation, warm-up', () => {
  const texts = proposed(
    experimentOf(SEQUENCES, recurrent({ cell: 'tanh', recurrentInit: 'heNormal' })),
    'exploding',
    'time',
  );
  for (const text of ['recurrentInit: orthogonal', 'clip: norm 1', 'cell: gru', 'truncate: 20']) {
    expect(texts).toContain(text);
  }
  const bounded = recurrent({ cell: 'gru', truncate: 10 });
  const few = experimentOf(SEQUENCES, bounded, { optimizer: { kind: 'adam', stepSize: 0.1 } });
  expect(proposed(few, 'exploding', 'time')).toContain('schedule.warmup: 10');
});

const attention = { kind: 'attention', heads: 2 };
const block = (settings: object) => ({ kind: 'block', layers: [attention], ...settings });

test('blocks get the normalization first, and a scale of their branches', () => {
  const post = experimentOf(TOKENS, [EMBEDDING, block({ norm: 'post' }), block({ norm: 'post' }), LAST]);
  const texts = proposed(post, 'exploding', 'depth');
  expect(texts.slice(0, 2)).toEqual(['blocks: norm pre', 'blocks: scale depth (1/√blocks)']);
  expect(texts).toContain('blocks: scale reZero');
  const pre = experimentOf(TOKENS, [EMBEDDING, block({ norm: 'pre', scale: 'reZero' }), LAST]);
  expect(proposed(pre, 'exploding', 'depth')).not.toContain('blocks: norm pre');
});

const convolution = { kind: 'convolution', channels: 4, kernel: 3, padding: 1 };
const FLAT = { kind: 'pool', how: 'flatten' };

test('plain convolutions that keep their shape, and attention, become residual blocks; others stay', () => {
  const deep = experimentOf(DIGITS, [{ ...convolution, stride: 2 }, convolution, convolution, FLAT]);
  const [first] = remediesFor(deep, 0, [symptomOf('vanishing')], true);
  expect(first!.change.text).toBe('layers in residual blocks');
  const kinds = first!.change.experiment.networks[0].hidden.map(item => (item as { kind?: string }).kind);
  expect(kinds).toEqual(['convolution', 'block', 'block', 'pool']);
  const narrowing = experimentOf(DIGITS, [convolution, { ...convolution, padding: 0 }, FLAT]);
  expect(proposed(narrowing, 'vanishing')).not.toContain('layers in residual blocks');
  expect(proposed(experimentOf(TOKENS, [EMBEDDING, attention, attention, LAST]), 'attention')[0]).toBe(
    'layers in residual blocks',
  );
});

test('an init replaces that of layers inside blocks', () => {
  const inner = { ...attention, init: { kind: 'normal', std: 30 } };
  const experiment = experimentOf(TOKENS, [EMBEDDING, { kind: 'block', layers: [inner] }, LAST]);
  const found = remediesFor(experiment, 0, [symptomOf('attention')], true).find(({ change }) =>
    change.text.startsWith('init:'),
  );
  expect(JSON.stringify(found!.change.experiment.networks[0].hidden)).not.toContain('std');
});

function symptomOf(kind: SymptomKind): Symptom {
  return { kind, layers: null, step: 0, severity: 1, evidence: {} };
}
