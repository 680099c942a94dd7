import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Kind } from '../kinds/kind.ts';
import { activationKinds } from '../network/activation/index.ts';
import { activationSchema } from './activationSettings.ts';
import { describeIssues } from './describeIssues.ts';
import { ExperimentError } from './experimentError.ts';
import { mapping } from './rules.ts';

const network = mapping({ activation: activationSchema() });

function complaint(activation: unknown): string {
  const { error } = network.safeParse({ activation });
  return error ? new ExperimentError(describeIssues(error.issues, { activation })).message : 'none';
}

const names = [...Object.keys(activationKinds), 'maxout'].map(name => `"${name}"`).join(' or ');

test.each([
  ['relu', { kind: 'relu' }],
  [{ kind: 'geluTanh' }, { kind: 'geluTanh' }],
  ['leakyRelu', { kind: 'leakyRelu', slope: 0.01 }],
  [{ kind: 'leakyRelu' }, { kind: 'leakyRelu', slope: 0.01 }],
  [
    { kind: 'leakyRelu', slope: 0.2 },
    { kind: 'leakyRelu', slope: 0.2 },
  ],
  ['prelu', { kind: 'prelu', slope: 0.25 }],
  ['elu', { kind: 'elu', alpha: 1 }],
  ['celu', { kind: 'celu', alpha: 1 }],
  ['sin', { kind: 'sin', omega: 1 }],
  ['maxout', { kind: 'maxout', pieces: 2 }],
  [{ kind: 'maxout' }, { kind: 'maxout', pieces: 2 }],
  [
    { kind: 'maxout', pieces: 5 },
    { kind: 'maxout', pieces: 5 },
  ],
])('%j is %j', (given, parsed) => {
  expect(activationSchema().parse(given)).toEqual(parsed);
});

test.each([
  ['gleu', `activation: expected ${names}, got "gleu"; did you mean "gelu"?`],
  ['toString', `activation: expected ${names}, got "toString"`],
  [5, `activation: expected ${names}, got 5`],
  [undefined, `activation: expected ${names}, got nothing`],
  [['relu'], `activation: expected ${names}, got a list of 1`],
  [{ kind: 'gleu' }, `activation.kind: expected ${names}, got "gleu"; did you mean "gelu"?`],
  [{ slope: 0.1 }, `activation.kind: expected ${names}, got nothing`],
  [{ kind: 'relu', slope: 0.1 }, 'activation: expected only the keys kind, got "slope"'],
  [{ kind: 'leakyRelu', alpha: 0.1 }, 'activation: expected only the keys kind, slope, got "alpha"'],
  [{ kind: 'leakyRelu', slope: 1.5 }, 'activation.slope: expected a number from 0 to 1, got 1.5'],
  [
    { kind: 'leakyRelu', slope: '0.1' },
    'activation.slope: expected a number from 0 to 1, got "0.1"; write it without quotes: 0.1',
  ],
  [{ kind: 'prelu', slope: -2 }, 'activation.slope: expected a number from -1 to 1, got -2'],
  [{ kind: 'elu', alpha: -1 }, 'activation.alpha: expected a number from 0 to 1000, got -1'],
  [{ kind: 'celu', alpha: 0 }, 'activation.alpha: expected a number from 0.001 to 1000, got 0'],
  [{ kind: 'sin', omega: Number.NaN }, 'activation.omega: expected a number from 0.001 to 1000, got NaN'],
  [{ kind: 'maxout', pieces: 1 }, 'activation.pieces: expected a whole number from 2 to 100, got 1'],
  [{ kind: 'maxout', pieces: 2.5 }, 'activation.pieces: expected a whole number from 2 to 100, got 2.5'],
  [{ kind: 'maxout', width: 2 }, 'activation: expected only the keys kind, pieces, got "width"'],
])('%j: %s', (given, message) => {
  expect(complaint(given)).toBe(message);
});

describe('editors learn', () => {
  const text = JSON.stringify(z.toJSONSchema(activationSchema(), { io: 'input' }));

  test.each([...Object.keys(activationKinds), 'maxout'])('the kind %s', kind => {
    expect(text).toContain(`"const":"${kind}"`);
  });

  test.each(Object.values<Kind>(activationKinds).flatMap(({ settings = {} }) => Object.values(settings)))(
    '$description',
    ({ description, default: value, from, to }) => {
      expect(text).toContain(
        JSON.stringify({ default: value, description, type: 'number', minimum: from, maximum: to }).slice(
          1,
          -1,
        ),
      );
    },
  );
});
