/**
 * A picture of few colours as a PNG in a `data:` address: one pixel per cell, since a shape for each would be
 * too much for a page. Pixels are stored uncompressed: no compressor is needed, and the same picture has the
 * same bytes everywhere.
 *
 * @param colors `[height · width]`, row by row from the top, `#rrggbb`; at most 256 different ones
 *
 * Source: PNG specification, third edition; RFC 1950 and 1951 for the stored blocks.
 */
export function pngImage(width: number, height: number, colors: readonly string[]): string {
  const palette = [...new Set(colors)];
  if (palette.length > 256)
    throw new RangeError(`colors: expected at most 256 different ones, got ${palette.length}`);
  const indices = new Map(palette.map((color, i) => [color, i]));
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indices.get(colors[y * width + x])!;
  }
  const PALETTE = 3;
  const header = [...bytes32(width), ...bytes32(height), 8, PALETTE, 0, 0, 0];
  const rgb = palette.flatMap(color => [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16)));
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', Uint8Array.from(header)),
    chunk('PLTE', Uint8Array.from(rgb)),
    chunk('IDAT', stored(rows)),
    chunk('IEND', new Uint8Array(0)),
  ];
  return `data:image/png;base64,${base64(parts)}`;
}

const bytes32 = (value: number): number[] => [24, 16, 8, 0].map(shift => (value >>> shift) & 0xff);

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Uint8Array.from([...Array.from(name, character => character.charCodeAt(0)), ...data]);
  return Uint8Array.from([...bytes32(data.length), ...body, ...bytes32(crc32(body))]);
}

const LARGEST_BLOCK = 0xffff;

/** A zlib stream of blocks that are not compressed. */
function stored(data: Uint8Array): Uint8Array {
  const out = [0x78, 0x01];
  for (let from = 0; from < data.length; from += LARGEST_BLOCK) {
    const block = data.subarray(from, from + LARGEST_BLOCK);
    const isLast = from + LARGEST_BLOCK >= data.length ? 1 : 0;
    const size = [block.length & 0xff, block.length >>> 8];
    out.push(isLast, ...size, ...size.map(byte => byte ^ 0xff));
    for (const byte of block) out.push(byte);
  }
  return Uint8Array.from([...out, ...bytes32(adler32(data))]);
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function adler32(data: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function base64(parts: readonly Uint8Array[]): string {
  let text = '';
  for (const part of parts) for (const byte of part) text += String.fromCharCode(byte);
  return btoa(text);
}
