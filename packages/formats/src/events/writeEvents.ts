import { joined } from '../byteSource.ts';
import { encodeEvent, encodeVersion } from './encodeEvent.ts';
import type { EventValue } from './eventValue.ts';
import { frameRecord } from './frameRecord.ts';

/**
 * The bytes of an event file that TensorBoard opens; its name must contain `tfevents`, as
 * `events.out.tfevents.<seconds>.<machine>`.
 *
 * A float32 scalar is written as a rounded `simple_value`; a float64 scalar as a tensor, which keeps every
 * bit although TensorBoard itself shows float32. A histogram with moments is written in the older form, one
 * without them in the newer.
 *
 * @throws RangeError for a step that is not an integer, buckets that are not rows of three, or a shape that
 *   does not fit
 */
export function writeEvents(values: Iterable<EventValue>): Uint8Array {
  const [...all] = values;
  const described = new Set<string>();
  const records = [frameRecord(encodeVersion(all[0]?.wallTime ?? 0))];
  for (const value of all) {
    records.push(frameRecord(encodeEvent(value, !described.has(value.tag))));
    described.add(value.tag);
  }
  return joined(records);
}
