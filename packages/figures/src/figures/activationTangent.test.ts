import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { activationTangent, inputScale } from './activationTangent.ts';

const document = parseHTML('<html></html>').document as unknown as Document;
const tanh = {
  name: 'tanh',
  formula: 'tanh(z)',
  forward: Math.tanh,
  derivative: (z: number) => 1 - Math.tanh(z) ** 2,
};

test.each([240, 343, 720])('at %i px the point lies where the scale says, to 0.01 px', width => {
  for (const input of [-4, -0.3, 0, 4]) {
    const point = activationTangent(tanh, { document, width, input }).querySelector('circle')!;
    const at = point.getAttribute('transform')?.match(/[\d.]+/)?.[0] ?? 0;
    const x = Number(at) + Number(point.getAttribute('cx') ?? 0);
    expect(x).toBeCloseTo(inputScale(width).pixelOf(input), 2);
  }
});

test('a place is taken back to its input', () => {
  const { least, most, pixelOf, inputAt } = inputScale(500);
  for (const input of [least, 0, 1.7, most]) expect(inputAt(pixelOf(input))).toBeCloseTo(input, 12);
});

test('an answer that is not on the plane has no point', () => {
  const cubed = { ...tanh, forward: (z: number) => z ** 3 };
  expect(activationTangent(cubed, { document, input: 3 }).querySelector('circle')).toBe(null);
});

test('an input beyond the axis is refused', () => {
  expect(() => activationTangent(tanh, { document, input: Number.NaN })).toThrow(
    new RangeError('input: expected −4 … 4, got NaN'),
  );
});
