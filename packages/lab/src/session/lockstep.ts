/**
 * How far ahead of the others a network may train, in seconds of their speed, and at least in steps. The page hears late
 * of where they are, and they of how far they may go: with less, networks of the same speed would wait for the news.
 */
const LEAD_SECONDS = 0.25;
const LEAST_LEAD = 16;

/** A network on its way. */
export interface Pacer {
  readonly step: number;
  /** Steps a second, lately. */
  readonly speed: number;
}

/**
 * The step up to which each of the networks that train side by side may go now, so that they stay together: no further
 * than `goal`, and not much further than any of the others has come.
 */
export function ceilings(pacers: readonly Pacer[], goal: number): number[] {
  const leads = pacers.map(({ step, speed }) => step + Math.max(LEAST_LEAD, Math.ceil(LEAD_SECONDS * speed)));
  return pacers.map((_, i) => Math.min(goal, ...leads.filter((_, other) => other !== i)));
}
