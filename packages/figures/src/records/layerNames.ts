import type { RecordedRun } from 'gradscope';
import { shortText } from '../sheet/text.ts';

/** Room for a layer's name beside an axis or a curve, in em. */
const WIDEST = 9;

/**
 * A log's name for a layer, 1 … L, short enough for an axis; undefined for our own networks, whose layers
 * have numbers.
 */
export function layerName({ layerNames }: RecordedRun, layer: number, fontSize: number): string | undefined {
  const name = layerNames?.[layer - 1];
  return name === undefined ? undefined : shortText(name, WIDEST * fontSize, fontSize);
}

/**
 * The place of the input, in words: `layer 1 is nearest the input`, or the names of the first and the last
 * layer.
 */
export function inputWords({ layerNames }: RecordedRun): string {
  const [first, last] = [layerNames?.[0], layerNames?.at(-1)];
  if (first === undefined || last === undefined) return 'layer 1 is nearest the input';
  return first === last
    ? `the layer is ${first}`
    : `layer 1, nearest the input, is ${first}, layer ${layerNames!.length} is ${last}`;
}
