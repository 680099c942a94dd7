import { readJsonl, readParquet, readTable, writeParquet } from '../../src/index.ts';
import { sampleParquet } from '../../test/sampleParquet.ts';
import type { FuzzTarget } from '../target.ts';
import { bytesOf, filled, fixture, listed } from './files.ts';

export const csvTokens = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r\n',
  '\r',
  '\ufeff',
  'NaN',
  '-inf',
  'step',
  'layer',
  ' - ',
  '\0',
  '"\n',
  '" ',
  '__MIN',
];

export const csv: FuzzTarget = {
  file: 'a.csv',
  read: readTable,
  corpus: [
    'length,species\n5.1,setosa\n4.9,virginica\n',
    '\ufefflength;species\r\n5.1;setosa\r\n\r\n4.9;virginica',
    'a,b\n"1,5","say ""no"""\n"two\nlines",x\n',
    'x\n1\n2\n',
    'größe\tß\n1\té\n',
  ].map(bytesOf),
  bombs: () => [
    filled('"'),
    filled('"x', 'a,b\n'),
    filled('" ', 'a,b\n1,"'),
    filled(','),
    filled('\n'),
    filled('a\n'),
    filled('\r'),
    filled('1,2\n', 'a,b\n', '1,2,3'),
    listed(i => `${i.toString(36)},`, '', 'x\n'),
    listed(i => `${i.toString(36)}\n`, 'a\n', '1,2'),
    filled('é', 'a,b\n1,"'),
  ],
  tokens: csvTokens,
};

export const jsonlTokens = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'NaN',
  '-Infinity',
  '1e999',
  '\\u0000number:',
  '\n',
  '{}',
  '"step":',
  '"layers":',
  '"__proto__":',
  'null',
  '\ufeff',
  '\xff',
];

export const jsonl: FuzzTarget = {
  file: 'a.jsonl',
  read: async (bytes, file) => {
    for await (const _ of readJsonl(bytes, { file }));
  },
  corpus: [
    '{"step": 0, "loss": NaN, "layers": {"b": {"grad_l2": 2}}}\n{"step": 5, "x": [-Infinity, "a\\"NaN"]}\n',
    '{}\n\n{"a": {"b": null}}',
    '{"é": "größer", "n": 1e-3}\n',
  ].map(bytesOf),
  bombs: () => [
    filled('"\\', '{'),
    filled('\\"', '{"a":NaN,"'),
    filled('"a', '{NaN'),
    filled('NaN,', '{"a":[', '0]}\n'),
    filled('[', '{"a":'),
    filled('{"a":', '{"b":NaN,"a":'),
    filled('{}\n'),
    filled('\n'),
    filled(' '),
    listed(i => `"${i}":NaN,`, '{', '"x":0}\n'),
  ],
  tokens: jsonlTokens,
};

export const parquet: FuzzTarget = {
  file: 'a.parquet',
  read: readParquet,
  corpus: [
    writeParquet([{ name: 'x', type: 'float64', values: [1, 2] }]),
    writeParquet([{ name: 'x', type: 'string', values: ['a', null, 'a', 'b', 'a'] }]),
    writeParquet(
      [
        { name: 'x', type: 'boolean', values: [true, null, false] },
        { name: 'y', type: 'int32', values: [1, 1, 1] },
      ],
      { seed: '0' },
    ),
    writeParquet(sampleParquet),
    ...[
      'plain',
      'gzip',
      'snappy',
      'second',
      'refused/zstd',
      'refused/delta',
      'refused/list',
      'refused/time',
      'refused/tooLarge',
    ].map(name => fixture(`parquet/${name}.parquet`)),
  ],
  bombs: () => [
    writeParquet([{ name: 'x', type: 'int32', values: new Int32Array(4_000_000) }]),
    writeParquet([{ name: 'x', type: 'string', values: Array.from({ length: 2_000_000 }, () => 'a') }]),
    writeParquet([{ name: 'x', type: 'boolean', values: Array.from({ length: 2_000_000 }, () => true) }]),
    writeParquet(Array.from({ length: 3000 }, (_, i) => ({ name: `${i}`, type: 'float64', values: [1] }))),
  ],
  tokens: ['PAR1', '\x15\x00', '\x19\xfc', '\xff\xff\xff\xff\x0f', '\x28', '\x15\x80\x80\x80\x80\x10'],
};
