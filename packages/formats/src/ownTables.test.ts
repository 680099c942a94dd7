import { gzipSync as packedByZlib } from 'node:zlib';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { lacksHeader, readAnyTable } from './files/anyTable.ts';
import { writeParquet } from './parquet/writeParquet.ts';
import { readTable } from './table.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The columns of a CSV by name, and what was guessed of it. */
function read(text: string, header?: boolean) {
  const guesses: string[] = [];
  const table = readTable(utf8(text), 'a.csv', { header, onGuess: guess => guesses.push(guess) });
  return { columns: Object.fromEntries(table.map(({ name, values }) => [name, values])), guesses };
}

describe('names that come more than once', () => {
  test('are told apart as in pandas, and said', () => {
    expect(read('a,a,k,a.1,a\n1,2,x,3,4\n')).toEqual({
      columns: { a: ['1'], 'a.2': ['2'], k: ['x'], 'a.1': ['3'], 'a.3': ['4'] },
      guesses: ['names come more than once: another "a" called "a.2", "a" called "a.3"'],
    });
  });

  test('are told apart in time, however many', () => {
    const count = 100_000;
    const began = performance.now();
    const { columns } = read(`${Array(count).fill('a')}\n${Array(count).fill('1')}\n`);
    expect(Object.keys(columns)).toHaveLength(count);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('are no names if they are empty', () => {
    expect(() => read('a,,\n1,2,3\n')).toThrow('expected a name for column 2, got nothing');
  });
});

describe('a file without names of columns', () => {
  test.each([
    ['5.1,3.5,0\n4.9,3.0,1\n', '5.1, 3.5, 0'],
    ['5.1,3.5,setosa\n4.9,3.0,virginica\n', '5.1, 3.5, setosa'],
    ['5,3,setosa\n4,3,setosa\n', '5, 3, setosa'],
    ['5,1;3\n4,2;4\n', '5,1, 3'],
  ])('%j is refused with what to write', (text, row) => {
    expect(() => read(text)).toThrow(
      `a.csv, header, byte 0: expected names of columns (or data.header: false, which calls them 0, 1, …; data.header: true if these are names), got what looks like a row, "${row}"`,
    );
    expect(lacksHeader(utf8(text), 'a.csv')).toBe(true);
  });

  test('is read whole with header: false, its columns numbered', () => {
    expect(read('5.1,setosa\n4.9,virginica\n', false).columns).toEqual({
      0: ['5.1', '4.9'],
      1: ['setosa', 'virginica'],
    });
    expect(() => read('1,2\n3,4,5\n', false)).toThrow(
      'a.csv, row 2, byte 4: expected 2 cells as the first row has, got 3',
    );
  });

  test.each([
    ['numbers counted on, as pandas writes them', '0,1,2\n5.1,3.5,0\n', undefined],
    ['years beside text', 'name,2019,2020\nx,1.5,2\n', undefined],
    ['whatever with header: true', '5.1,3.5\n1,2\n', true],
  ])('names may be %s', (_, text, header) => {
    const [line] = text.split('\n');
    expect(Object.keys(read(text, header).columns).sort()).toEqual(line.split(',').sort());
  });
});

describe('reads what other programs write, and says what it took for granted', () => {
  test.each<[string, string, Record<string, readonly string[]>, string[]]>([
    [
      'pandas’ index',
      ',a,y\n0,1.5,0\n1,2.5,1\n',
      { a: ['1.5', '2.5'], y: ['0', '1'] },
      ['the column without a name, which counts the rows, left out'],
    ],
    [
      'pandas’ index, saved twice',
      'Unnamed: 0,a\n0,1.5\n1,2.5\n',
      { a: ['1.5', '2.5'] },
      ['the column without a name, which counts the rows, left out'],
    ],
    [
      'R’s row names',
      '"a","y"\n"1",5,"x"\n"2",6,"z"\n',
      { a: ['5', '6'], y: ['x', 'z'] },
      ['the column without a name, which counts the rows, left out'],
    ],
    [
      'decimal commas',
      'a;y\n1,5;0\n-2,25;1\n',
      { a: ['1.5', '-2.25'], y: ['0', '1'] },
      ['decimal commas read in a'],
    ],
    [
      'points between thousands',
      'a;y\n1.234,5;0\n2;1\n',
      { a: ['1234.5', '2'], y: ['0', '1'] },
      ['decimal commas read in a'],
    ],
    [
      'commas between thousands',
      'a,y\n"1,234",0\n"5",1\n',
      { a: ['1234', '5'], y: ['0', '1'] },
      ['commas between thousands read in a'],
    ],
    [
      'a delimiter at the end of each line',
      'a,y,\n1,0,\n2,1,\n',
      { a: ['1', '2'], y: ['0', '1'] },
      ['the delimiter at the end of each line ignored'],
    ],
    [
      'a delimiter at the end of each row alone',
      'a,y\n1,0,\n2,1,\n',
      { a: ['1', '2'], y: ['0', '1'] },
      ['the delimiter at the end of each line ignored'],
    ],
    [
      'comments',
      '# made by x\n# 2 rows\na,y\n1,0\n2,1\n',
      { a: ['1', '2'], y: ['0', '1'] },
      ['2 lines of comment skipped'],
    ],
    [
      'names in a comment',
      '# a,y\n1,0\n2,1\n',
      { a: ['1', '2'], y: ['0', '1'] },
      ['names of columns taken from a comment'],
    ],
    [
      'Excel’s sep=',
      'sep=;\na;y\n1;0\n2;1\n',
      { a: ['1', '2'], y: ['0', '1'] },
      ['a line of comment skipped'],
    ],
    ['lines of delimiters alone', 'a,y\n1,0\n,\n  \n2,1\n,\n', { a: ['1', '2'], y: ['0', '1'] }, []],
    [
      'scikit-learn’s first line',
      '2,2,setosa,virginica\n5.1,3.5,0\n4.9,3.0,1\n',
      { 0: ['5.1', '4.9'], 1: ['3.5', '3.0'], target: ['setosa', 'virginica'] },
      [
        'the first line says 2 rows, 2 features and the classes setosa, virginica, so the columns are called 0 to 1 and target',
      ],
    ],
  ])('%s', (_, text, columns, guesses) => {
    expect(read(text)).toEqual({ columns, guesses });
    expect(read(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual({ columns, guesses });
  });

  test.each([
    ['text with commas is no number', 'a;y\n1,5;0\nx,y;1\n', ['1,5', 'x,y']],
    ['a first column that does not count is data', 'id,y\n7,0\n3,1\n', undefined],
    ['numbers with a point stay', 'a;y\n1.5;0\n2.5;1\n', ['1.5', '2.5']],
  ])('%s', (_, text, a) => {
    const { columns, guesses } = read(text);
    expect(guesses).toEqual([]);
    if (a) expect(columns.a).toEqual(a);
    else expect(Object.keys(columns)).toEqual(['id', 'y']);
  });

  test('rows are still counted, and bytes, behind comments', () => {
    expect(() => read('# é\na,b\n1,2\n3\n')).toThrow(
      'a.csv, row 2, byte 13: expected 2 cells as the header has, got 1',
    );
  });
});

describe('packed by gzip', () => {
  test('a CSV is read', () => {
    const table = readTable(gzipSync(utf8('a,y\n1,0\n2,1\n')), 'a.csv.gz');
    expect(table.map(({ name }) => name)).toEqual(['a', 'y']);
  });

  test.each([
    ['cut off', gzipSync(utf8('a,y\n'.repeat(1000))).subarray(0, 30)],
    ['no gzip behind its first bytes', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7)],
  ])('one that is %s is refused', (_, bytes) => {
    expect(() => readTable(bytes, 'a.csv.gz')).toThrow(
      /^a\.csv\.gz, byte 0: expected a file packed by gzip, got /,
    );
  });

  test('one that unpacks to more than 256 MiB is refused within its bounds', () => {
    const bomb = packedByZlib(new Uint8Array(2 ** 28 + 1));
    expect(() => readTable(bomb, 'a.csv.gz')).toThrow('got more than 268435456 bytes');
  });
});

test('Parquet: numbers, text, and missing values of both', async () => {
  const bytes = writeParquet([
    { name: 'a', type: 'float64', values: [1.5, null] },
    { name: 'y', type: 'string', values: ['x', null] },
    { name: '__index_level_0__', type: 'int32', values: [0, 1] },
  ]);
  const expected = [
    { name: 'a', width: 1, values: Float64Array.of(1.5, Number.NaN) },
    { name: 'y', width: 1, values: ['x', ''] },
  ];
  expect(await readAnyTable(bytes, 'a.parquet')).toEqual(expected);
  expect(await readAnyTable(bytes, 'a.bin')).toEqual(expected);
  await expect(readAnyTable(utf8('a,b'), 'a.parquet')).rejects.toThrow('a.parquet');
});
