import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFault, nameIndex } from './jsonPlaces.ts';

describe('where a text ceases to be JSON', () => {
  test.each([
    ['{"a": nul}', 6],
    ['{"a": 1,}', 8],
    ["{'a': 1}", 1],
    ['[1 2]', 3],
    ['[01]', 1],
    ['[1.]', 1],
    ['{"a": 1} x', 9],
    ['{"a": 1', 7],
    ['', 0],
    ['  ', 2],
    ['{"a": [}', 7],
    ['{"a" 1}', 5],
    ['"tab\t"', 0],
    ['[NaN]', 1],
  ])('%j at %i', (text, index) => {
    expect(jsonFault(text)).toBe(index);
    expect(() => JSON.parse(text)).toThrow();
  });

  test('never where JSON.parse takes it, and always where it does not', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '{', ']', ',', ':', '"', '\\', '1', '-', '.', 'e', 'n', ' '),
      )
      .map(
        ([text, at, put]) =>
          text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
      );
    const holds = (text: string) => {
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    };
    fc.assert(fc.property(fc.oneof(fc.json(), damaged, fc.string()), holds), { numRuns: 1000 });
  });

  test('with numbers as Python writes them', () => {
    expect(jsonFault('{"a": NaN, "b": [-Infinity]}', 'NaN and Infinity')).toBeUndefined();
    expect(jsonFault('{"a": NaNs}', 'NaN and Infinity')).toBe(6);
  });
});

test('a name is found where it stands in the outermost object, the last time', () => {
  const text = '{"b": {"a": 1}, "\\u0061": "\\"a\\": 2", "a" : [{"a": 3}]}';
  expect(nameIndex(text, 'a')).toBe(text.lastIndexOf('"a" :'));
  expect(nameIndex('{"\\u0061": 1}', 'a')).toBe(1);
  expect(nameIndex(text, 'c')).toBeUndefined();
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
