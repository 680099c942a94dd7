import { unitText } from './valueText.ts';

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'];
const UNIT = 1024;

/** A size of memory or a file, in binary units: `512 bytes`, `1.2 KiB`, `64 MiB`. */
export function bytesText(bytes: number): string {
  if (bytes < UNIT) return unitText(bytes, bytes === 1 ? 'byte' : 'bytes');
  let [size, power] = [bytes / UNIT, 0];
  for (; size >= UNIT && power < UNITS.length - 1; power++) size /= UNIT;
  return unitText(size, UNITS[power]);
}
