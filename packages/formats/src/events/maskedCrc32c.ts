import { crc32c } from '../crc32.ts';

const MASK_DELTA = 0xa282ead8;

/**
 * The checksum as TFRecord stores it: masked, so that checksums over bytes that contain checksums remain
 * good.
 */
export function maskedCrc32c(view: DataView, start: number, end: number): number {
  const crc = crc32c(view, start, end);
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}
