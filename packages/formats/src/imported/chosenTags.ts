import type { Points, TagLog, Tags } from './tagLog.ts';
import type { RunMeaning } from './tagMeaning.ts';

/** A tag that is taken of those that are read as the same. */
export interface ChosenTag {
  readonly tag: string;
  readonly layer: string;
  readonly points: Points;
}

/** The tags that count, by `quantity layer`, and facts about the loss to report. */
export interface Choice {
  readonly chosen: Map<string, ChosenTag>;
  /** Tags of parts of a loss, if none is nearly all of it and so none counts. */
  readonly lossParts: readonly string[];
  /** The part that counts as the loss, if there are others. */
  readonly dominantPart: string | undefined;
}

/** The share of all parts that one must have to count as the loss, at the start and at the end of the log. */
const DOMINANT = 0.9;

/**
 * Among tags with the same meaning: an exact one, the plainest, the one with the most points, or else the
 * first.
 */
export function chooseTags(tags: Tags): Choice {
  const chosen = new Map<string, ChosenTag>();
  for (const [tag, log] of tags) {
    const layer = 'layer' in log.meaning ? log.meaning.layer : '';
    for (const [quantity, points] of log.series) {
      const key = `${quantity} ${layer}`;
      const before = chosen.get(key);
      if (!before || isBetter(log, points, tags.get(before.tag)!, before.points)) {
        chosen.set(key, { tag, layer, points });
      }
    }
  }
  const parts = partsOfLoss(tags, chosen.get('loss ')?.tag);
  if (parts.length < 2) return { chosen, lossParts: [], dominantPart: undefined };
  const dominant = parts.find(part => isDominant(part, parts));
  if (dominant) chosen.set('loss ', dominant);
  else chosen.delete('loss ');
  return {
    chosen,
    lossParts: dominant ? [] : parts.map(({ tag }) => tag),
    dominantPart: dominant?.tag,
  };
}

function isBetter(log: TagLog, points: Points, logBefore: TagLog, before: Points): boolean {
  if (points.estimated !== before.estimated) return before.estimated;
  const [own, other] = [log, logBefore].map(({ meaning }) => (meaning as RunMeaning).distance ?? 0) as [
    number,
    number,
  ];
  return own === other ? points.step.length > before.step.length : own < other;
}

/**
 * The different parts of the loss, one tag each, if nothing better than a part was logged; none otherwise.
 */
function partsOfLoss(tags: Tags, taken: string | undefined): ChosenTag[] {
  const isPart = taken !== undefined && partOf(tags.get(taken)!) !== undefined;
  if (!isPart) return [];
  const parts = new Map<string, ChosenTag>();
  for (const [tag, log] of tags) {
    const [part, points] = [partOf(log), log.series.get('loss')];
    if (part === undefined || !points) continue;
    if (points.step.length > (parts.get(part)?.points.step.length ?? 0))
      parts.set(part, { tag, layer: '', points });
  }
  return [...parts.values()];
}

/** The loss that a part belongs to: its own words, or its network if it names one. */
function partOf({ meaning }: TagLog): string | undefined {
  if (meaning.kind !== 'run') return undefined;
  return meaning.part ?? meaning.network;
}

function isDominant(part: ChosenTag, parts: readonly ChosenTag[]): boolean {
  const ends = [(values: number[]) => values[0], (values: number[]) => values.at(-1)!];
  return ends.every(end => {
    const sizes = parts.map(({ points }) => Math.abs(end(points.value)));
    const all = sizes.reduce((sum, size) => sum + size, 0);
    return Math.abs(end(part.points.value)) >= DOMINANT * all;
  });
}
