import type { Refuse } from '../formatError.ts';

/** Runs of small numbers in a page: their place, the bits of each number, and their count. */
export interface Runs {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly count: number;
}

const WIDEST = 32;
const GROUP = 8;

/**
 * Checks that runs hold as many numbers as they should, without decoding them. hyparquet would repeat a
 * number as often as a run claims.
 *
 * @throws FormatError, its offset counted in `bytes`
 *
 * Source: https://parquet.apache.org/docs/file-format/data-pages/encodings/, "RLE / Bit-Packing Hybrid".
 */
export function checkRuns({ bytes, start, end, width, count }: Runs, refuse: Refuse): void {
  if (width > WIDEST) refuse(start, `numbers of at most ${WIDEST} bits`, width);
  let at = start;
  let left = count;
  while (left > 0) {
    const from = at;
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) refuse(from, `${left} more numbers`, 'the end of their bytes');
      const byte = bytes[at++];
      header += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const length = Math.floor(header / 2);
    const isPacked = header % 2 === 1;
    const most = isPacked ? Math.ceil(left / GROUP) : left;
    if (length > most || length === 0) refuse(from, `a run of 1 to ${most}`, length);
    at += isPacked ? length * width : Math.ceil(width / 8);
    if (at > end) refuse(from, `${left} more numbers`, 'the end of their bytes');
    left -= isPacked ? length * GROUP : length;
  }
}
