/**
 * How far one network may train ahead of the others, in seconds at their speed and in steps at least.
 * Messages between page and workers take time: with a smaller lead, networks of equal speed would wait for
 * them.
 */
const LEAD_SECONDS = 0.25;
const LEAST_LEAD = 16;

/** A network that trains beside others. */
export interface Pacer {
  readonly step: number;
  /** Recent steps per second. */
  readonly speed: number;
}

/**
 * The step up to which each network may train now. None passes `goal`, and none gets far ahead of the
 * slowest.
 */
export function ceilings(pacers: readonly Pacer[], goal: number): number[] {
  const leads = pacers.map(({ step, speed }) => step + Math.max(LEAST_LEAD, Math.ceil(LEAD_SECONDS * speed)));
  return pacers.map((_, i) => Math.min(goal, ...leads.filter((_, other) => other !== i)));
}
