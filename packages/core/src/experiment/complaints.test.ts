import { describe, expect, test } from 'vitest';
import { smallDocument } from '../../test/support/documents.ts';
import { parseExperiment } from './parseExperiment.ts';

/** The small document with these settings of its second network, and of its training, in the place of others. */
function documentOf(network: object, training: object = {}): unknown {
  const { networks, training: usual, ...rest } = smallDocument();
  return {
    ...rest,
    networks: [networks[0], { ...networks[1], ...network }],
    training: { ...usual, ...training },
  };
}

describe('is refused', () => {
  test.each<[object, object, string]>([
    [
      { residual: 'identity', hidden: [6, 6, 7, 6] },
      {},
      'networks[1].hidden: expected one width for all layers, since residual is identity, got 6 and then 7',
    ],
    [
      { residual: 'identity', hidden: [5, { width: 5, activation: 'tanh' }, { width: 8 }] },
      {},
      'networks[1].hidden: expected one width for all layers, since residual is identity, got 5 and then 8',
    ],
    [
      {},
      { optimizer: { kind: 'sgd', stepSize: [0.1, 0.2] } },
      'training.optimizer.stepSize: expected one number, or one for each of the 3 layers of "sigmoid", got a list of 2',
    ],
    [
      {},
      { optimizer: { kind: 'adam', stepSize: [] } },
      'training.optimizer.stepSize: expected one number, or one for each of the 3 layers of "sigmoid", got a list of 0',
    ],
    [{}, { batch: 25 }, 'training.batch: expected at most the 24 points there are, got 25'],
    [
      { normalization: 'batch' },
      { batch: 1 },
      'networks[1].normalization: expected a batch of at least 2 points for batch normalization, got 1',
    ],
  ])('%j %j', (network, training, message) => {
    expect(() => parseExperiment(documentOf(network, training))).toThrow(
      expect.objectContaining({ name: 'ExperimentError', message }),
    );
  });

  test('batch normalization of all data, which is one point', () => {
    const document = {
      ...(documentOf({ normalization: 'batch' }) as object),
      data: { kind: 'curve', samples: 1 },
    };
    expect(() => parseExperiment(document)).toThrow(
      'networks[1].normalization: expected a batch of at least 2 points for batch normalization, got 1',
    );
  });
});

describe('is taken', () => {
  test.each<[object, object]>([
    [{ residual: 'identity', hidden: [6, 6, { width: 6 }] }, {}],
    [{ residual: 'identity', hidden: [6] }, {}],
    [{ residual: 'identity', hidden: [] }, {}],
    [{ residual: 'none', hidden: [6, 7] }, {}],
    [{}, { batch: 24 }],
    [{ hidden: [3, 3] }, { optimizer: { kind: 'sgd', stepSize: [0.1, 0.2, 0] } }],
    [{}, { batch: 1 }],
    [{ normalization: 'layer' }, { batch: 1 }],
    [{ normalization: 'batch' }, { batch: 2 }],
    [{ normalization: 'batch' }, { batch: 'full' }],
  ])('%j %j', (network, training) => {
    expect(() => parseExperiment(documentOf(network, training))).not.toThrow();
  });
});
