import type { Reader } from 'protobufjs/minimal.js';
import { EventError } from './eventError.ts';
import type { Moments } from './eventValue.ts';

/** Fields of HistogramProto. */
const MIN = 1;
const MAX = 2;
const COUNT = 3;
const SUM = 4;
const SUM_SQUARES = 5;
const LIMITS = 6;
const COUNTS = 7;

/**
 * The buckets and moments of a HistogramProto, from the reader's position to its end.
 *
 * Its limits are right edges. The outermost may mean −∞ and ∞, so empty buckets at both ends are dropped, and
 * the smallest and the largest value replace the outermost edges, as in TensorBoard.
 *
 * Source: tensorboard/data_compat.py, `_migrate_histogram_value`.
 */
export function decodeHistogram(reader: Reader): { buckets: Float64Array; moments: Moments } {
  const numbers = new Float64Array(SUM_SQUARES + 1);
  const limits: number[] = [];
  const counts: number[] = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const field = tag >>> 3;
    if (field >= MIN && field <= SUM_SQUARES && (tag & 7) === 1) numbers[field] = reader.double();
    else if (field === LIMITS) readDoubles(reader, tag & 7, limits);
    else if (field === COUNTS) readDoubles(reader, tag & 7, counts);
    else reader.skipType(tag & 7);
  }
  if (limits.length !== counts.length) {
    throw new EventError('as many bucket limits as buckets', `${limits.length} and ${counts.length}`);
  }
  const moments = {
    min: numbers[MIN],
    max: numbers[MAX],
    count: numbers[COUNT],
    sum: numbers[SUM],
    sumSquares: numbers[SUM_SQUARES],
  };
  return { buckets: edged(limits, counts, moments), moments };
}

/** Repeated doubles, packed or one by one. */
function readDoubles(reader: Reader, wireType: number, into: number[]): void {
  if (wireType === 1) into.push(reader.double());
  else if (wireType === 2) reader.doubles(into);
  else reader.skipType(wireType);
}

function edged(limits: readonly number[], counts: readonly number[], { min, max }: Moments): Float64Array {
  const first = counts.findIndex(count => count > 0);
  const last = counts.findLastIndex(count => count > 0);
  const buckets = new Float64Array(first < 0 ? 0 : 3 * (last - first + 1));
  for (let row = 0; 3 * row < buckets.length; row++) {
    const i = first + row;
    buckets[3 * row] = i === first ? min : limits[i - 1];
    buckets[3 * row + 1] = i === last ? max : limits[i];
    buckets[3 * row + 2] = counts[i];
  }
  return buckets;
}
