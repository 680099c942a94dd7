import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { expect, it } from 'vitest';
import { crc32 } from '../crc32.ts';
import { readParquet } from './readParquet.ts';

const VALUES = [1.5, -2, Number.NaN];

/** A file of one column of numbers, whose page has a checksum. */
function fileWithChecksum(crcOf: (page: Uint8Array) => number): Uint8Array {
  const page = new Uint8Array(Float64Array.from(VALUES).buffer);
  const writer = new ByteWriter();
  writer.appendBytes(new TextEncoder().encode('PAR1'));
  writePageHeader(writer, {
    type: 'DATA_PAGE',
    uncompressed_page_size: page.length,
    compressed_page_size: page.length,
    crc: crcOf(page) | 0,
    data_page_header: {
      num_values: VALUES.length,
      encoding: 'PLAIN',
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    },
  });
  writer.appendBytes(page);
  const size = BigInt(writer.offset - 4);
  const count = BigInt(VALUES.length);
  writeMetadata(writer, {
    version: 2,
    schema: [
      { name: 'root', num_children: 1 },
      { name: 'loss', type: 'DOUBLE', repetition_type: 'REQUIRED' },
    ],
    num_rows: count,
    row_groups: [
      {
        columns: [
          {
            file_offset: 0n,
            meta_data: {
              type: 'DOUBLE',
              encodings: ['PLAIN'],
              path_in_schema: ['loss'],
              codec: 'UNCOMPRESSED',
              num_values: count,
              total_uncompressed_size: size,
              total_compressed_size: size,
              data_page_offset: 4n,
            },
          },
        ],
        total_byte_size: size,
        num_rows: count,
      },
    ],
    metadata_length: 0,
  });
  writer.appendBytes(new TextEncoder().encode('PAR1'));
  return writer.getBytes();
}

it('a page is read if its checksum is right', async () => {
  const { columns } = await readParquet(fileWithChecksum(crc32));
  expect(Array.from<unknown>(columns[0].values)).toEqual(VALUES);
});

it('a page whose bytes have changed since its checksum was made is refused, with its place and column', async () => {
  const file = fileWithChecksum(crc32);
  // A bit of the first value: the file reads as well without the checksum.
  const changed = file.slice();
  changed[file.indexOf(0x3f, 20)] ^= 1;
  await expect(readParquet(changed, 'runs.parquet')).rejects.toThrow(
    /^runs\.parquet, column "loss", row group 0, byte 4: expected a page whose CRC-32 is 0x[0-9a-f]{8}, got 0x[0-9a-f]{8}$/,
  );
  await expect(readParquet(fileWithChecksum(page => crc32(page) ^ 1))).rejects.toThrow(/CRC-32/);
});

it('a checksum that is not an integer of 32 bits is refused', async () => {
  const file = fileWithChecksum(crc32);
  // In Thrift's compact encoding: fields 1 to 4 of the page's header, each an i32 (0x15) that here becomes an i64 (0x16).
  const CRC_TYPE = 10;
  expect(file[CRC_TYPE]).toBe(0x15);
  file[CRC_TYPE] = 0x16;
  await expect(readParquet(file, 'runs.parquet')).rejects.toThrow(
    'runs.parquet, column "loss", row group 0, byte 4: expected a CRC-32 of 32 bits, got a bigint',
  );
});
