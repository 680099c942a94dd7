import { expect, test } from 'vitest';
import { parseExperiment } from '../../experiment/parseExperiment.ts';
import { diagnose } from '../diagnosis.ts';
import { symptomTitle } from './symptom.ts';

/** The verdict after few steps, in which nothing can be learned. */
function verdictOf(attention: readonly object[]) {
  const experiment = parseExperiment({
    seed: 1,
    data: { kind: 'recall', samples: 40, length: 6, symbols: 16, tokens: 'number' },
    networks: [
      {
        name: 'net',
        hidden: [
          { kind: 'embedding', vocabulary: 16, width: 8 },
          { kind: 'positions' },
          ...attention,
          { kind: 'pool', how: 'last' },
        ],
        activation: 'relu',
        init: 'glorotUniform',
      },
    ],
    training: { optimizer: { kind: 'sgd', stepSize: 1e-12 }, batch: 20, steps: 20 },
  } as never);
  return diagnose(experiment, 0, { remedies: false, steps: 20 });
}

const layer = { kind: 'attention', heads: 2 };

test('attention that nothing passes by makes positions alike, and is named with its cause', () => {
  const { symptoms, causes, evidence } = verdictOf([layer, layer, layer, layer, layer]);
  expect(symptomTitle(symptoms[0]!)).toMatch(/^collapsed attention in layers [34] to 6$/);
  expect(causes[0]).toEqual({ kind: 'rank', part: 1 });
  expect(evidence.attention.map(({ layer }) => layer)).toEqual([2, 3, 4, 5, 6]);
  expect(evidence.attention[4]!.distance).toBeLessThan(evidence.attention[0]!.distance);
});

test('heads that look at few positions from the start are named with their cause', () => {
  const large = { ...layer, init: { kind: 'normal', std: 30 } };
  const { symptoms, causes } = verdictOf([{ kind: 'block', layers: [large] }]);
  expect(symptoms[0]).toMatchObject({ kind: 'attention', layers: [2, 2] });
  expect(causes[0]).toEqual({ kind: 'logits', part: 1 });
});

test('attention with an ordinary start in a block has not collapsed', () => {
  const { symptoms } = verdictOf([{ kind: 'block', layers: [layer] }]);
  expect(symptoms.map(({ kind }) => kind)).not.toContain('attention');
});
