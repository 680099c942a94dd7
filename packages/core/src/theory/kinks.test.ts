import { expect, test } from 'vitest';
import { activationFixture } from '../../test/support/activationFixture.ts';
import { activationOf, activations } from '../network/activation/index.ts';
import { kinks } from './kinks.ts';

test('finds the kinks of every activation, and none of a smooth one, error < 1e-15', () => {
  const expected = activationFixture.functions.map(({ settings, kinks }) => [settings.kind, kinks] as const);
  for (const [kind, where] of expected) {
    expect(kinks(activations[kind]), kind).toEqual(where.map(z => expect.closeTo(z, 15)));
  }
});

test('a leaky relu of slope 0 is a relu', () => {
  expect(kinks(activationOf({ kind: 'leakyRelu', slope: 0 }))).toEqual(kinks(activations.relu));
});
