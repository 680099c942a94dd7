import { expect, test } from 'vitest';
import { crc32, crc32c } from './crc32.ts';
import { maskedCrc32c } from './events/maskedCrc32c.ts';

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const text = (characters: string) => Uint8Array.from(characters, character => character.charCodeAt(0));

/** One bit at a time, from the definition. */
function plainCrc(polynomial: number, bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  }
  return ~crc >>> 0;
}

test('the published check values', () => {
  // RFC 3720, B.4, and the "check" of the CRC catalogue.
  expect(crc32c(view(text('123456789')), 0, 9)).toBe(0xe3069283);
  expect(crc32c(view(new Uint8Array(32)), 0, 32)).toBe(0x8a9136aa);
  expect(crc32c(view(new Uint8Array(32).fill(255)), 0, 32)).toBe(0x62a8ab43);
  expect(crc32(text('123456789'))).toBe(0xcbf43926);
});

test('the definition at every length around the steps of 16, 8 and 4, at every alignment', () => {
  const bytes = Uint8Array.from({ length: 80 }, (_, i) => (i * 167 + 13) & 255);
  for (let start = 0; start < 8; start++) {
    for (let end = start; end <= bytes.length; end++) {
      const part = bytes.subarray(start, end);
      expect(crc32c(view(bytes), start, end)).toBe(plainCrc(0x82f63b78, part));
      expect(crc32(part)).toBe(plainCrc(0xedb88320, part));
    }
  }
});

test('masked as TFRecord does: rotated right by 15, plus a constant', () => {
  const crc = 0xe3069283;
  const rotated = ((crc >>> 15) | (crc << 17)) >>> 0;
  expect(maskedCrc32c(view(text('123456789')), 0, 9)).toBe((rotated + 0xa282ead8) % 2 ** 32);
});
