import { powerOfTen } from 'gradscope';
import { describe, expect, it } from 'vitest';
import { logExtent, logTicks } from './logScale.ts';

describe('powerOfTen', () => {
  it('writes exponents as superscripts', () => {
    expect([-324, -3, 0, 1, 10].map(value => powerOfTen(value))).toEqual([
      '10⁻³²⁴',
      '10⁻³',
      '10⁰',
      '10¹',
      '10¹⁰',
    ]);
  });
});

describe('logExtent', () => {
  it.each([
    [1, 1],
    [0.3, 0.31],
    [1e-5, 1e3],
    [5e-324, 1e300],
  ])('contains %d … %d and is at least one decade', (low, high) => {
    const [from, to] = logExtent(low, high);
    expect(from).toBeLessThan(Math.log10(low));
    expect(to).toBeGreaterThan(Math.log10(high));
    expect(to - from).toBeGreaterThanOrEqual(1);
  });
});

describe('logTicks', () => {
  it.each([
    [
      [-3.2, 1.1],
      ['10⁻³', '10⁻²', '10⁻¹', '10⁰', '10¹'],
    ],
    [
      [-0.4, 0.8],
      ['0.5', '1', '2', '5'],
    ],
    [
      [-8.4, -7.2],
      ['5·10⁻⁹', '10⁻⁸', '2·10⁻⁸', '5·10⁻⁸'],
    ],
    [
      [-310, 2],
      ['10⁻³⁰⁰', '10⁻²⁰⁰', '10⁻¹⁰⁰', '10⁰'],
    ],
  ] as const)('labels %j at most six times where powers are many', (extent, labels) => {
    expect(logTicks(extent, 6).map(tick => tick.label)).toEqual(labels);
  });
});
