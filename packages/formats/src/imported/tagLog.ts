import type { Place } from '../formatError.ts';
import type { LayerQuantity, RunQuantity } from './quantities.ts';
import type { TagMeaning } from './tagMeaning.ts';

/** Numbers that were logged under a tag, in the order of the log. */
export interface Points {
  readonly step: number[];
  readonly value: number[];
  /** Whether they are estimates. */
  readonly estimated: boolean;
}

/** The entries logged under one tag. */
export interface TagLog {
  readonly meaning: TagMeaning;
  /** The place of its first entry. */
  readonly place: () => Place;
  points: number;
  /** Number of its values, read or not, if the log's reader counts them. */
  logged: number;
  readonly series: Map<LayerQuantity | RunQuantity, Points>;
  /**
   * For estimated norms, the ratio of the largest possible one to the smallest, at worst; 1 if none is
   * estimated.
   */
  normWithin: number;
  /** Its first and its last step. */
  first: number;
  last: number;
}

export type Tags = ReadonlyMap<string, TagLog>;

export const newTagLog = (meaning: TagMeaning, place: () => Place): TagLog => ({
  meaning,
  place,
  points: 0,
  logged: 0,
  series: new Map(),
  normWithin: 1,
  first: Number.NaN,
  last: Number.NaN,
});

/**
 * Whether a step lies before all of this tag's entries: the program was started again. A step that only goes
 * back a little continues from a checkpoint.
 */
export const beginsAgain = ({ first, last }: TagLog, step: number): boolean => step < last && step <= first;

export function pushPoint(
  log: TagLog,
  quantity: LayerQuantity | RunQuantity,
  { step, value, estimated = false }: { step: number; value: number; estimated?: boolean | undefined },
): void {
  let points = log.series.get(quantity);
  if (!points) {
    points = { step: [], value: [], estimated };
    log.series.set(quantity, points);
  }
  if (Number.isNaN(log.first)) log.first = step;
  log.last = step;
  points.step.push(step);
  points.value.push(value);
}
