import { describe, expect, test } from 'vitest';
import { FormatError } from './formatError.ts';
import { writeNpz } from './npz.ts';
import { readTable } from './table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const csv = (text: string) => readTable(utf8(text), 'a.csv');
const column = (name: string, ...values: string[]) => ({ name, width: 1, values });

describe('reads CSV', () => {
  const expected = [column('length', '5.1', '4.9'), column('species', 'setosa', 'virginica')];
  test.each([
    ['commas', 'length,species\n5.1,setosa\n4.9,virginica\n'],
    ['tabs', 'length\tspecies\n5.1\tsetosa\n4.9\tvirginica'],
    ['semicolons', 'length;species\n5.1;setosa\n4.9;virginica'],
    ['bars', 'length|species\n5.1|setosa\n4.9|virginica'],
    ['the line ends and mark of Windows', '\ufefflength,species\r\n5.1,setosa\r\n4.9,virginica\r\n'],
    ['empty lines', '\nlength,species\n\n5.1,setosa\n4.9,virginica\n\n'],
    ['quotes, and spaces around names', '"length", species \n"5.1","setosa"\n4.9,virginica'],
  ])('with %s', (_what, text) => {
    expect(csv(text)).toEqual(expected);
  });

  test('with delimiters, quotes and line ends inside quotes', () => {
    expect(csv('a,b\n"1,5","say ""no"""\n"two\nlines",x')).toEqual([
      column('a', '1,5', 'two\nlines'),
      column('b', 'say "no"', 'x'),
    ]);
  });

  test('of one column, of no rows, and with holes, which are for the reader of the column to refuse', () => {
    expect(csv('x\n1\n2')).toEqual([column('x', '1', '2')]);
    expect(csv('x,y')).toEqual([column('x'), column('y')]);
    expect(csv('x,y\n1,\n,2')).toEqual([column('x', '1', ''), column('y', '', '2')]);
  });

  test('of 100,000 rows in under 2 s', () => {
    const start = performance.now();
    const [x] = csv(`x,y\n${'0.125,7\n'.repeat(100_000)}`);
    expect(x.values).toHaveLength(100_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test('reads npz: the first axis of an array is the rows, what lies beyond makes its column wide, two axes or more those of a row', () => {
  const bytes = writeNpz({
    X: { shape: [2, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6) },
    y: { shape: [2], values: Int32Array.of(1, 0) },
    image: { shape: [1, 2, 2], values: Float32Array.of(0.5, 1, 2, 4) },
  });
  expect(readTable(bytes, 'A.NPZ')).toEqual([
    { name: 'X', width: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) },
    { name: 'y', width: 1, values: Float64Array.of(1, 0) },
    { name: 'image', width: 4, values: Float64Array.of(0.5, 1, 2, 4), axes: [2] },
  ]);
  const pictures = writeNpz({ X: { shape: [1, 2, 3, 1], values: new Float64Array(6) } });
  expect(readTable(pictures, 'a.npz')).toEqual([
    { name: 'X', width: 6, values: new Float64Array(6), axes: [2, 3] },
  ]);
});

describe('refuses, in one line with the place and the rule', () => {
  test.each([
    ['a,b\n1,2\n\n3\n', 'a.csv, row 2, byte 9: expected 2 cells as the header has, got 1'],
    ['a,b\n1,2,3', 'a.csv, row 1, byte 4: expected 2 cells as the header has, got 3'],
    ['a,,c\n1,2,3', 'a.csv, header, byte 0: expected a name for column 2, got nothing'],
    ['a,b\n1,2\n\n3,"4\n5,6', 'a.csv, row 2, byte 12: expected a closing quote, got none'],
    [
      'a,b\n1,"2"x\n3,4',
      'a.csv, row 1, byte 7: expected a delimiter after the closing quote, got other text',
    ],
    ['', 'a.csv, byte 0: expected a table, got an empty file'],
    ['\n\n', 'a.csv, byte 0: expected a table, got an empty file'],
    ['\ufeffé,b\n"x\ny",2\n\n3\n', 'a.csv, row 2, byte 17: expected 2 cells as the header has, got 1'],
    ['\ufeffé,b\n1,"2', 'a.csv, row 1, byte 11: expected a closing quote, got none'],
    ['a,b\n1,\0', 'a.csv, byte 6: expected text in UTF-8, got other bytes'],
  ])('%j', (text, message) => {
    expect(() => csv(text)).toThrow(FormatError);
    expect(() => csv(text)).toThrow(message);
  });

  test('Latin-1', () => {
    expect(() => readTable(Uint8Array.of(0x61, 0x0a, 0xe9), 'a.csv')).toThrow(
      'a.csv, byte 2: expected text in UTF-8, got other bytes',
    );
  });

  test('an npz array of no values', () => {
    const bytes = writeNpz({ X: { shape: [2, 0], values: new Float64Array(0) } });
    expect(() => readTable(bytes, 'a.npz')).toThrow(
      'a.npz/X.npy, byte 0: expected values in each row, got none',
    );
  });
});
