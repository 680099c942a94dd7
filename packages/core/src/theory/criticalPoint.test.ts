import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Activation } from '../engine/engine.ts';
import { type ActivationName, activationOf, activations } from '../network/activation/index.ts';
import { criticalPoint } from './criticalPoint.ts';
import { meanField } from './meanField.ts';

interface CriticalFixture {
  readonly kind: ActivationName;
  readonly sigmaB: number;
  readonly sigmaW: number;
  readonly qStar: number;
}

const path = new URL('../../test/fixtures/theory/meanField.json', import.meta.url);
const fixtures: readonly CriticalFixture[] = JSON.parse(readFileSync(path, 'utf8')).critical;
const { tanh, relu, gelu, softplus } = activations;

const relativeError = (got: unknown, expected: number) => Math.abs(Number(got) / expected - 1);

test.each(fixtures)('$kind, σb $sigmaB: σw and q* equal mpmath’s, relative error < 1e-12', f => {
  const critical = criticalPoint(activations[f.kind], f.sigmaB);
  expect(relativeError(critical?.sigmaW, f.sigmaW)).toBeLessThan(1e-12);
  expect(relativeError(critical?.qStar, f.qStar)).toBeLessThan(1e-12);
});

test.each(Object.entries(activations))('%s: where it is reached, χ₁ there is 1 to 1e-9', (_, activation) => {
  for (const sigmaB of [0, 0.3]) {
    const critical = criticalPoint(activation, sigmaB);
    expect(critical).toMatchObject({ sigmaB, chi1: 1, depthScale: Infinity });
    if (!critical?.isReached) continue;
    expect(meanField(activation, critical.sigmaW, sigmaB).chi1).toBeCloseTo(1, 9);
  }
});

test('no bias: σw is 1 for tanh and identity, √2 for relu, 1/φ′(0) wherever φ(0) = 0', () => {
  expect(criticalPoint(tanh, 0)).toMatchObject({ sigmaW: 1, qStar: 0, isReached: true });
  expect(criticalPoint(activations.identity, 0)?.sigmaW).toBeCloseTo(1, 15);
  expect(criticalPoint(relu, 0)).toMatchObject({ sigmaW: expect.closeTo(Math.SQRT2, 14), qStar: 'any' });
  expect(criticalPoint(activationOf({ kind: 'sin', omega: 4 }), 0)?.sigmaW).toBe(1 / 4);
});

test('Schoenholz et al. 2017: the line of tanh passes (σw², σb²) = (1.76, 0.05), to 2 decimals', () => {
  expect((criticalPoint(tanh, Math.sqrt(0.05))?.sigmaW ?? 0) ** 2).toBeCloseTo(1.76, 2);
});

test('Roberts, Yaida & Hanin 2022: gelu at σb² = 0.17292239: σw² = 1.98305826 to 8 decimals, q* = (3 + √17)/2 to 6', () => {
  const critical = criticalPoint(gelu, Math.sqrt(0.17292239));
  expect((critical?.sigmaW ?? 0) ** 2).toBeCloseTo(1.98305826, 8);
  expect(critical?.qStar).toBeCloseTo((3 + Math.sqrt(17)) / 2, 6);
});

test('relu with biases, softplus: critical only as q grows without bound, at σw = √2, to 1e-14', () => {
  for (const [activation, sigmaB] of [
    [relu, 0.3],
    [softplus, 0],
  ] as const) {
    const sigmaW = expect.closeTo(Math.SQRT2, 14);
    expect(criticalPoint(activation, sigmaB)).toMatchObject({ sigmaW, qStar: Infinity, isReached: true });
  }
});

test('maxout of 3: χ₁ = σw² is 1 at 1, where q already grows without bound; of 2 every q stays there', () => {
  const maxout = (pieces: number) => criticalPoint({ kind: 'maxout', pieces }, 0);
  expect(maxout(2)).toMatchObject({ sigmaW: 1, qStar: 'any' });
  expect(maxout(3)).toMatchObject({ sigmaW: 1, qStar: Infinity });
});

test('gelu without bias: q* = 0 at σw = 2 repels, and from 1 q grows without bound', () => {
  expect(criticalPoint(gelu, 0)).toMatchObject({ sigmaW: 2, qStar: 0, isReached: false });
  expect(meanField(gelu, 2, 0).qStar).toBe(Infinity);
});

test('gelu at σb = 1000 is critical at q* = 7.8957e13, to 4 digits, and below √2', () => {
  const { sigmaW, qStar } = criticalPoint(gelu, 1000)!;
  expect(qStar).toBeCloseTo(7.8957e13, -10);
  expect(sigmaW).toBeLessThan(Math.SQRT2 - 1e-9);
});

test('no σw is critical if no gradient passes', () => {
  const constant: Activation = { ...tanh, forward: () => 1, backward: () => 0 };
  expect(criticalPoint(constant, 0.3)).toBeUndefined();
});

test('refuses a σb out of range, and says which', () => {
  const rule = 'sigmaB: expected a number from 0 to 1000, got -1';
  expect(() => criticalPoint(tanh, -1)).toThrow(new RangeError(rule));
});
