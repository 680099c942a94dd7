/** Test helper: the float64 and uint8 arrays of a .npz that NumPy wrote. `@gradscope/formats` has the real reader. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;

/** @returns the values of each array by its name, in the order of its bytes */
export function readNpz(file: URL): Map<string, Float64Array | Uint8Array> {
  const bytes = readFileSync(file);
  const arrays = new Map<string, Float64Array | Uint8Array>();
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map(field => bytes.readUInt16LE(at + field));
    const name = bytes.toString('latin1', at + 46, at + 46 + nameSize);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const npy = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    arrays.set(name.replace(/\.npy$/, ''), readNpy(npy));
    at += 46 + nameSize + extraSize + commentSize;
  }
  if (bytes.readUInt32LE(at) !== DIRECTORY_END)
    throw new Error(`readNpz: expected the directory's end at ${at}`);
  return arrays;
}

function readNpy(npy: Buffer): Float64Array | Uint8Array {
  const start = 10 + npy.readUInt16LE(8);
  const header = npy.toString('latin1', 10, start);
  const data = Uint8Array.from(npy.subarray(start));
  if (header.includes("'<f8'")) return new Float64Array(data.buffer);
  return data;
}
