import { parseExperiment } from 'gradscope';
import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../state/defaultExperiment.ts';
import { hiddenText, layersInWords, readHidden, withDepth, withWidth } from './hiddenText.ts';

const hiddenOf = (text: string) =>
  parseExperiment({
    ...DEFAULT_EXPERIMENT,
    networks: [{ ...DEFAULT_EXPERIMENT.networks[0], hidden: readHidden(text) }],
  }).networks[0].hidden;

test.each(['', '50', '50, 20, 50', '20 × 50', '50 tanh, 20', '5 × 8 sigmoid'])(
  '%s is written as it is read',
  text => {
    expect(hiddenText(hiddenOf(text))).toBe(text);
  },
);

test('20x50 and 20 * 50 are 20 layers of 50', () => {
  expect(hiddenOf('20x50')).toEqual(new Array(20).fill(50));
  expect(hiddenOf('20 * 50')).toEqual(new Array(20).fill(50));
});

test.each([
  ['0', 'networks[0].hidden[0]: expected a whole number from 1 to 100000, got 0'],
  ['50, wide', 'networks[0].hidden[1]'],
  ['50 cubic', 'networks[0].hidden[0]'],
  ['1500 × 2', 'networks[0].hidden: expected at most 1000 layers, got a list of 1500'],
])('%s is refused at its place', (text, message) => {
  expect(() => hiddenOf(text)).toThrow(message);
});

const layers = (hidden: unknown[]) =>
  parseExperiment({
    ...DEFAULT_EXPERIMENT,
    networks: [{ ...DEFAULT_EXPERIMENT.networks[0], hidden }],
  }).networks[0].hidden;

test('an edit of the text keeps the settings that the text does not name', () => {
  const before = layers([
    { width: 50, dropout: 0.2, normalization: 'batch', init: 'heNormal' },
    { width: 50, normalization: 'layer', activation: { kind: 'leakyRelu', slope: 0.3 } },
    20,
  ]);
  const edited = (text: string) => layers(readHidden(text, before));
  const [first, second] = before as readonly Exclude<(typeof before)[number], number>[];
  expect(hiddenText(before)).toBe('50, 50 leakyRelu, 20');
  expect(edited(hiddenText(before))).toEqual(before);
  expect(edited('40, 50 leakyRelu, 20')).toEqual([{ ...first, width: 40 }, second, 20]);
  expect(edited('50, 30 leakyRelu, 10')).toEqual([first, { ...second, width: 30 }, 10]);
  expect(edited('50, 50 tanh, 20')[1]).toMatchObject({
    normalization: 'layer',
    activation: { kind: 'tanh' },
  });
  expect(edited('50, 50, 20')[1]).toEqual({ width: 50, normalization: 'layer' });
  // The other layers stay the same when a layer is added or removed.
  expect(edited('50, 8, 50 leakyRelu, 20')).toEqual([first, 8, second, 20]);
  expect(edited('50 leakyRelu, 20')).toEqual([second, 20]);
  expect(() => edited('wide, 50 leakyRelu, 20')).toThrow('networks[0].hidden[0]');
});

test('another depth keeps the first layers, another width keeps the activations', () => {
  const hidden = hiddenOf('50, 20 tanh');
  expect(hiddenText(withDepth(hidden, 4, 50))).toBe('50, 20 tanh, 20 tanh, 20 tanh');
  expect(hiddenText(withDepth(hidden, 1, 50))).toBe('50');
  expect(hiddenText(withDepth([], 2, 30))).toBe('30, 30');
  expect(hiddenText(withWidth(hidden, 8))).toBe('8, 8 tanh');
});

test('layers of other kinds are said in words, and runs of equal ones counted', () => {
  const dense = { width: 8, activation: { kind: 'relu' } } as const;
  const block = { kind: 'block', layers: [{ kind: 'attention' }, dense] };
  const hidden = [
    { kind: 'recurrent', cell: 'lstm', width: 32 },
    block,
    block,
    { kind: 'pool', how: 'last' },
  ];
  expect(layersInWords(hidden as never)).toBe('recurrent lstm 32, 2 × block (attention, 8), pool last');
});
