import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { trainBatch } from '../experiment/trainBatch.ts';
import { diagnose } from './diagnosis.ts';
import { symptomFinder } from './symptomFinder.ts';

interface Settings {
  readonly layers?: number;
  readonly activation?: string;
  readonly init?: unknown;
  readonly stepSize?: number;
  readonly l2?: number;
}

function experimentOf({
  layers = 2,
  activation = 'tanh',
  init = 'glorotNormal',
  stepSize = 0.3,
  l2 = 0,
}: Settings) {
  return parseExperiment({
    data: { kind: 'moons', samples: 60, noise: 0.1 },
    networks: [{ name: 'net', hidden: { layers, width: 12 }, activation, init }],
    training: { optimizer: { kind: 'sgd', stepSize }, l2, steps: 200 },
  });
}

const findSymptom = symptomFinder();
const symptomOf = (settings: Settings) => {
  const experiment = experimentOf(settings);
  return findSymptom(experiment, trainBatch([{ experiment }])[0]);
};

describe('symptomFinder', () => {
  it.each<[string | null, Settings]>([
    [null, {}],
    ['vanishing', { layers: 12, activation: 'sigmoid' }],
    ['exploding', { layers: 12, activation: 'relu', init: { kind: 'normal', std: 3 } }],
    ['diverged', { activation: 'relu', stepSize: 1000 }],
    ['stalled', { stepSize: 1e-6 }],
  ])('says %s, as the first symptom of a diagnosis does, of %j', (symptom, settings) => {
    expect(symptomOf(settings)).toBe(symptom);
    const { symptoms } = diagnose(experimentOf(settings), 0, { remedies: false });
    expect(symptoms[0]?.kind ?? null).toBe(symptom);
  });

  it('says nothing of a network that has learned, whatever its gradients are', () => {
    const experiment = experimentOf({ layers: 12, activation: 'sigmoid' });
    expect(
      findSymptom(experiment, { loss: 0.1, accuracy: 0.97, firstLoss: 0.7, divergedAt: null }),
    ).toBeNull();
  });

  it('takes a penalty for none of what the outputs cost at the start', () => {
    expect(symptomOf({ l2: 1 })).toBe('stalled');
  });

  it('says of a network without hidden layers whether it diverged or stalled', () => {
    const experiment = { ...experimentOf({}), networks: [{ ...experimentOf({}).networks[0], hidden: [] }] };
    const start = { accuracy: 0.5, firstLoss: 0.7 };
    expect(findSymptom(experiment, { ...start, loss: 0.7, divergedAt: null })).toBe('stalled');
    expect(findSymptom(experiment, { ...start, loss: 7, divergedAt: null })).toBe('diverged');
    expect(findSymptom(experiment, { ...start, loss: Number.NaN, divergedAt: 3 })).toBe('diverged');
  });
});
