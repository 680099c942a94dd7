import { valueText } from 'gradscope';
import type { TagMeaning } from './tagMeaning.ts';

/** How a tag was used. */
export interface TagUse {
  readonly tag: string;
  readonly use: 'used' | 'set aside' | 'not understood';
  /** Its meaning, or why it was set aside; empty if it was not understood. */
  readonly as: string;
  /** Points logged under it. */
  readonly points: number;
  /**
   * If its norms are estimates from histograms: the largest norm that the bins allow over the smallest, at
   * worst.
   */
  readonly normWithin?: number;
}

/** The facts about a tag after the whole log was read. */
export interface ReadTag {
  readonly tag: string;
  readonly meaning: TagMeaning;
  readonly points: number;
  /** 1 if no norm is an estimate. */
  readonly normWithin: number;
  /** Whether it has points at valid steps. */
  readonly isKept: boolean;
  /** Whether it is chosen among the tags with the same meaning. */
  readonly isChosen: boolean;
}

/** How a tag was used, given the selected layers. */
export function tagUse(read: ReadTag, layers: ReadonlySet<string>): TagUse {
  const { tag, meaning, points, normWithin, isKept, isChosen } = read;
  if (meaning.kind === 'unknown') return { tag, use: 'not understood', as: '', points };
  if (meaning.kind === 'aside') return { tag, use: 'set aside', as: meaning.why, points };
  if (!isKept) return { tag, use: 'set aside', as: 'without a step that can be', points };
  if ('layer' in meaning && !layers.has(meaning.layer)) {
    return { tag, use: 'set aside', as: 'of a layer that was not asked for', points };
  }
  if (!isChosen && meaning.kind === 'run' && meaning.part !== undefined) {
    return { tag, use: 'set aside', as: 'a part of the loss', points };
  }
  if (!isChosen) return { tag, use: 'set aside', as: 'logged under another tag too', points };
  const as = meaningText(meaning);
  if (normWithin === 1) return { tag, use: 'used', as, points };
  return {
    tag,
    use: 'used',
    as: `${as}, its norm estimated from bins, ${withinText(normWithin)}`,
    points,
    normWithin,
  };
}

function meaningText(meaning: TagMeaning): string {
  if (meaning.kind === 'run') return meaning.quantity;
  if (meaning.kind === 'layer') return `${meaning.quantity} of ${meaning.layer}`;
  return meaning.kind === 'values' ? `${meaning.thing} of ${meaning.layer}` : '';
}

/** The ratio of the largest to the smallest norm that the bins allow. */
export function withinText(factor: number): string {
  return Number.isFinite(factor) ? `within a factor of ${valueText(factor)}` : 'from above only';
}
