import { createHash } from 'node:crypto';
import type { NpyArray } from '@gradscope/formats';

const NAMES = ['W1', 'b1', 'W2', 'b2', 'W3', 'b3'];

/** The SHA-256 of all bits of a three-layer network's parameters, float64 in little endian, layer 1 first. */
export function parameterBits(arrays: Readonly<Record<string, NpyArray>>): string {
  const hash = createHash('sha256');
  for (const name of NAMES) {
    const { buffer, byteOffset, byteLength } = arrays[name].values as Float64Array;
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex');
}
