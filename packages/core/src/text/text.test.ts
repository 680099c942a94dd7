import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesText } from './bytesText.ts';
import { countedInWords, countedText, countInWords, countText } from './countText.ts';
import { durationText } from './durationText.ts';
import { capitalised, listText } from './listText.ts';
import { factorText, fractionText, percentText, ratioText, shareOfText } from './shareText.ts';
import { powerOfTen, powerOfTenths, rangeText, settingText, steadyText, valueText } from './valueText.ts';

/** Any number, extremes often. */
const anyNumber = fc.double();

/** The same text with plain spaces, to be read here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a value has three digits, a power of ten beyond 0.001 to a million, and no NaN', () => {
  test.each<[number, string]>([
    [0, '0'],
    [-0, '0'],
    [0.5, '0.5'],
    [0.031249, '0.0312'],
    [-1.8749, '−1.87'],
    [0.001, '0.001'],
    [0.0009996, '0.001'],
    [0.000994, '9.94 × 10⁻⁴'],
    [12_345, '12,300'],
    [999_499, '999,000'],
    [999_500, '1 × 10⁶'],
    [5.2e-18, '5.2 × 10⁻¹⁸'],
    [-5.2349e-18, '−5.23 × 10⁻¹⁸'],
    [9.741833585751975e121, '9.74 × 10¹²¹'],
    [Number.MIN_VALUE, '4.94 × 10⁻³²⁴'],
    [Number.NaN, 'not a number'],
    [Number.POSITIVE_INFINITY, 'infinite'],
    [Number.NEGATIVE_INFINITY, '−infinite'],
  ])('%s', (value, text) => expect(plain(valueText(value))).toBe(text));

  test('a setting keeps the digits that were written', () => {
    expect(settingText(0.123456)).toBe('0.123456');
    expect(plain(settingText(1e-7))).toBe('1 × 10⁻⁷');
    expect(settingText(50_000)).toBe('50,000');
  });

  test('a steady reading keeps its trailing zeros', () => {
    expect([0.5, 1, 12, 0, -0.25, 12_345].map(value => steadyText(value))).toEqual([
      '0.500',
      '1.00',
      '12.0',
      '0.00',
      '−0.250',
      '12,300',
    ]);
  });

  test('powers and ranges', () => {
    expect([powerOfTen(-3), powerOfTen(12)]).toEqual(['10⁻³', '10¹²']);
    expect([powerOfTenths(-6.42), powerOfTenths(-0.01), powerOfTenths(2)]).toEqual([
      '10⁻⁶·⁴',
      '10⁰·⁰',
      '10²·⁰',
    ]);
    expect(rangeText([-1.8749, 2])).toBe('−1.87 to 2');
  });
});

describe('a share in percent says 0 and 100 only where that is exact', () => {
  test.each<[number, string]>([
    [0, '0 %'],
    [1, '100 %'],
    [0.964, '96.4 %'],
    [0.5, '50 %'],
    [0.99949, '99.9 %'],
    [0.9996, '> 99.9 %'],
    [0.00031, '0.031 %'],
    [1e-9, '< 0.001 %'],
    [1.5, '150 %'],
    [Number.NaN, 'no share'],
    [Number.POSITIVE_INFINITY, 'infinite'],
  ])('%s', (share, text) => expect(plain(percentText(share))).toBe(text));
});

describe('ratios', () => {
  test.each<[number, string, string]>([
    [1.5, '1.5 times', '1.5 ×'],
    [1 / 123, '1/123 of', '1/123'],
    [123_456, '123,000 times', '123,000 ×'],
    [3.2e-9, '3.2 × 10⁻⁹ of', '3.2 × 10⁻⁹'],
    [0, '0 times', '0'],
  ])('%s', (ratio, inWords, inTable) => {
    expect(plain(ratioText(ratio))).toBe(inWords);
    expect(plain(fractionText(ratio))).toBe(inTable);
  });

  test('a share of many times is no percentage', () => {
    expect(plain(shareOfText(0.31))).toBe('31 % of');
    expect(plain(shareOfText(9.7418e119))).toBe('9.74 × 10¹¹⁹ times');
    expect(plain(factorText(5.2e-18))).toBe('× 5.2 × 10⁻¹⁸');
  });
});

describe('durations, sizes, counts and lists', () => {
  test.each<[number, string]>([
    [0, '0 s'],
    [2e-9, '< 0.1 µs'],
    [3.2e-4, '320 µs'],
    [0.00321, '3.2 ms'],
    [0.0999, '100 ms'],
    [0.32, '0.3 s'],
    [9.949, '9.9 s'],
    [9.95, '10 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [7_620, '2 h 07 min'],
    [385_000, '4 d 10 h'],
    [Number.POSITIVE_INFINITY, 'for ever'],
    [Number.NaN, '0 s'],
  ])('%s seconds', (seconds, text) => expect(plain(durationText(seconds))).toBe(text));

  test('sizes', () => {
    expect([1, 512, 1229, 64 * 2 ** 20, 3e9, 2e15].map(bytes => plain(bytesText(bytes)))).toEqual([
      '1 byte',
      '512 bytes',
      '1.2 KiB',
      '64 MiB',
      '2.79 GiB',
      '1,820 TiB',
    ]);
  });

  test('counts', () => {
    expect([0, 999, 1000, 1_234_567, -4000].map(countText)).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '−4,000',
    ]);
    expect(countedText(1, 'step')).toBe('1 step');
    expect(countedText(50_000, 'step')).toBe('50,000 steps');
    expect(countedText(2, 'class', 'classes')).toBe('2 classes');
    expect([countInWords(3), countInWords(12), countInWords(0)]).toEqual(['three', '12', 'no']);
    expect(countedInWords(1, 'network')).toBe('one network');
  });

  test('lists', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(items => listText(items))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(listText(['a', 'b'], 'or')).toBe('a or b');
    expect(capitalised('three')).toBe('Three');
  });
});

test('no number of any kind reads as NaN, Infinity, an exponent with e, or more than three digits before its unit', () => {
  const kinds = [
    valueText,
    steadyText,
    percentText,
    ratioText,
    fractionText,
    shareOfText,
    factorText,
    durationText,
  ];
  fc.assert(
    fc.property(anyNumber, value => {
      for (const kind of kinds) {
        const text = kind(value);
        expect(text).not.toMatch(/NaN|Infinity|\de[+-]?\d|undefined|\d\.\d{6}/);
        expect(text).not.toMatch(/ [×%]|× /);
      }
    }),
    { numRuns: 300 },
  );
});
