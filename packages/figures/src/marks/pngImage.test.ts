import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pngImage } from './pngImage.ts';

/** Reads what {@link pngImage} writes, by the specification. */
function read(address: string) {
  const bytes = Buffer.from(address.replace('data:image/png;base64,', ''), 'base64');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const header = chunks.get('IHDR')!;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  // Node checks the stream's checksum.
  const rows = inflateSync(chunks.get('IDAT')!);
  const palette = chunks.get('PLTE')!;
  const colorAt = (x: number, y: number) => {
    const at = 3 * rows[y * (width + 1) + 1 + x];
    return `#${palette.toString('hex', at, at + 3)}`;
  };
  return { width, height, colorAt };
}

test('every pixel comes back, also of more bytes than one stored block holds', () => {
  const [width, height] = [300, 257];
  const hues = Array.from({ length: 256 }, (_, i) => `#${i.toString(16).padStart(2, '0')}80ff`);
  const colors = Array.from({ length: width * height }, (_, i) => hues[(i * 7) % 256]);
  const picture = read(pngImage(width, height, colors));
  expect([picture.width, picture.height]).toEqual([width, height]);
  const back = colors.map((_, i) => picture.colorAt(i % width, Math.floor(i / width)));
  expect(back).toEqual(colors);
});

test('refuses more colours than a palette holds', () => {
  const colors = Array.from({ length: 257 }, (_, i) => `#${i.toString(16).padStart(6, '0')}`);
  expect(() => pngImage(257, 1, colors)).toThrow(
    new RangeError('colors: expected at most 256 different ones, got 257'),
  );
});
