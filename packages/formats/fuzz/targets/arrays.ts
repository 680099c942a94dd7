import { unzipSync, zipSync } from 'fflate';
import { joined } from '../../src/byteSource.ts';
import { readNpy, readNpz, readSafetensors, writeNpy, writeNpz, writeSafetensors } from '../../src/index.ts';
import { sampleArrays } from '../../test/sampleArrays.ts';
import type { FuzzTarget, Layout } from '../target.ts';
import { bytesOf, filled, fixture, listed } from './files.ts';

const NPY_FIXTURES = [
  'float64',
  'float32BigEndian',
  'int64',
  'bool',
  'scalar',
  'empty',
  'fortran2d',
  'fortran3d',
  'rank20',
  'version2',
  'version3',
  'uint64',
  'refused/complex',
  'refused/object',
  'refused/record',
];
const NPY_TOKENS = [
  '<f8',
  '>i8',
  '|u1',
  '<c16',
  '|O',
  '\x93NUMPY',
  'True',
  "'shape': (",
  '(2**63,)',
  '0, ',
  "'descr': ",
  '99999999999, ',
  '-1, ',
];

/** Small arrays of all kinds that are written, in one file. */
const small = {
  W1: { shape: [2, 2], values: Float64Array.of(0.1, -0, Number.NaN, 1e300) },
  y: { shape: [3], values: Uint8Array.of(0, 1, 2) },
  none: { shape: [0, 2], values: new Float32Array(0) },
  step: { shape: [], values: Int32Array.of(-7) },
};

function npyWith(header: string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const length = bytesOf(header).length;
  return joined([
    Uint8Array.of(0x93, 78, 85, 77, 80, 89, 1, 0, length & 255, length >> 8),
    bytesOf(header),
    data,
  ]);
}

export const npy: FuzzTarget = {
  file: 'a.npy',
  read: readNpy,
  corpus: [...NPY_FIXTURES.map(name => fixture(`${name}.npy`)), ...Object.values(small).map(writeNpy)],
  bombs: () => [
    npyWith(`{'descr': '<f8', 'fortran_order': False, 'shape': (${'0, '.repeat(3000)}), }`),
    npyWith(`{'descr': '<f8', 'fortran_order': True, 'shape': (0, ${'4294967295, '.repeat(60)}), }`),
    npyWith(
      `{'descr': '|u1', 'fortran_order': True, 'shape': (${'1, '.repeat(60)}1048000), }`,
      new Uint8Array(1_048_000),
    ),
    npyWith("'descr': '".repeat(900)),
    npyWith("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, -8), }"),
  ],
  tokens: NPY_TOKENS,
};

/** The files of an archive, which is made anew with them, deflated where the first has an odd length. */
const archive: Layout = {
  split: file => Object.values(unzipSync(file)),
  join: parts => {
    const files = parts.map((part, i) => [`${'ab'.charAt(i) || i}.npy`, part]);
    return zipSync(Object.fromEntries(files), { level: (parts[0]?.length ?? 0) % 2 === 0 ? 0 : 1 });
  },
};

export const npz: FuzzTarget = {
  file: 'a.npz',
  read: readNpz,
  corpus: [
    writeNpz(small),
    writeNpz({}),
    zipSync({ 'W1.npy': writeNpy(small.W1) }, { level: 9 }),
    writeNpz(sampleArrays),
    fixture('stored.npz'),
    fixture('deflated.npz'),
  ],
  tokens: [
    'PK\x01\x02',
    'PK\x03\x04',
    'PK\x05\x06',
    'PK\x06\x06',
    'PK\x06\x07',
    '.npy',
    '../',
    '\0',
    ...NPY_TOKENS,
  ],
  layout: archive,
};

const header: Layout = {
  split: file => {
    const end = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
    return [file.subarray(8, end), file.subarray(end)];
  },
  join: parts => {
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(parts[0].length), true);
    return joined([length, ...parts]);
  },
};

const safetensorsWith = (text: string) => header.join([bytesOf(text)]);

export const safetensors: FuzzTarget = {
  file: 'a.safetensors',
  read: readSafetensors,
  corpus: [
    writeSafetensors(small),
    writeSafetensors(small, { step: '3', format: 'pt' }),
    writeSafetensors({}),
    safetensorsWith('{"t":{"dtype":"BF16","shape":[1,0],"data_offsets":[0,0]}}'),
  ],
  bombs: () => [
    header.join([filled('['), new Uint8Array(0)]),
    header.join([filled('[', '{"t":{"dtype":"U8","shape":'), new Uint8Array(0)]),
    header.join([bytesOf(`{"t":{"dtype":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`)]),
    header.join([bytesOf(`{"t":{"dtype":"U8","shape":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`)]),
    safetensorsWith('{"t":{"dtype":{"toString":1},"shape":{"toString":1},"data_offsets":[0,0]}}'),
    safetensorsWith(
      '{"t":{"dtype":"U8","shape":[9007199254740991,9007199254740991,0],"data_offsets":[0,0]}}',
    ),
    header.join([
      listed(
        i => `"${i}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},`,
        '{',
        '"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
      ).subarray(0, 2 ** 20 - 8),
    ]),
  ],
  tokens: [
    '"dtype"',
    '"shape"',
    '"data_offsets"',
    '"__metadata__":{"a":"b"},',
    '"__proto__":',
    '[',
    '{',
    '}',
    ',',
    '"I64"',
    '"F16"',
    '"BOOL"',
    'null',
    '\\ud800',
    '[[',
    '{"toString":1}',
  ],
  layout: header,
};
