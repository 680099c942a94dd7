import { RandomState, type SymptomKind } from 'gradscope';
import { DEEP_DESIGNS, DESIGNS, type Design, type Document, drawBase } from './bases.ts';
import type { Fault, Tampering } from './faults/fault.ts';
import { FAULTS, LATER_FAULTS } from './faults.ts';

/** An experiment and its labelled fault. */
export interface Case {
  readonly id: string;
  /** The rule that made it. */
  readonly rule: string;
  readonly document: Document;
  readonly tampering?: Tampering | undefined;
  /** The symptoms that name the fault; empty if the network is healthy. */
  readonly accepted: readonly SymptomKind[];
  /** The layers of the fault; null if it is not in particular layers. */
  readonly layers: readonly [number, number] | null;
  /** On its way through what a signal is lost or gained, if that is the fault. */
  readonly axis?: 'depth' | 'time' | undefined;
}

/** A case, and the healthy experiment that it was made from. */
export interface Candidate extends Case {
  readonly twin: Document;
  readonly twinTampering?: Tampering | undefined;
}

/**
 * The number of candidates drawn by each rule, and the most that are kept. Some candidates do not hold; the
 * first that do are kept.
 */
export const [DRAWN, KEPT] = [60, 12];
const [HEALTHY, HEALTHY_DEEP] = [55, 55];
const SEED = 20_250_301;

/** Draws all candidates, always the same. */
export function drawCandidates(): Candidate[] {
  const random = new RandomState(SEED);
  return [
    ...drawFaulty(random, FAULTS),
    ...drawHealthy(random, 'healthy', DESIGNS, HEALTHY),
    ...drawHealthy(random, 'healthy, deep', DEEP_DESIGNS, HEALTHY_DEEP),
    ...drawFaulty(random, LATER_FAULTS),
  ];
}

function drawFaulty(random: RandomState, faults: readonly Fault[]): Candidate[] {
  return faults.flatMap(({ name, designs, inject }) =>
    Array.from({ length: DRAWN }, (_, i) => {
      const base = drawBase(random, designs);
      const injection = inject(base, random);
      const twinTampering: Tampering | undefined = injection.tampering && { kind: 'none', by: 0 };
      return { id: `${name} ${i}`, rule: name, twin: base, ...injection, twinTampering };
    }),
  );
}

function drawHealthy(
  random: RandomState,
  rule: string,
  designs: readonly Design[],
  count: number,
): Candidate[] {
  return Array.from({ length: count }, (_, i) => {
    const document = drawBase(random, designs);
    return { id: `${rule} ${i}`, rule, document, accepted: [], layers: null, twin: document };
  });
}

/** The half a case belongs to: by its name alone. FNV-1a of 32 bits, mixed as in MurmurHash3, since names of one rule differ in their ends only. */
export function halfOf({ id }: Case): 'development' | 'test' {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) & 1) === 0 ? 'development' : 'test';
}
