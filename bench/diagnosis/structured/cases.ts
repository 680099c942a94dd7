import { RandomState } from 'gradscope';
import { type Document, pick } from '../bases.ts';
import { type Case, halfOf } from '../cases.ts';
import { DEPTH_FAULTS } from './depthFaults.ts';
import { drawStructured, STRUCTURED_DESIGNS } from './designs.ts';
import { GENERAL_FAULTS } from './generalFaults.ts';
import type { StructuredFault } from './structuredFault.ts';
import { TIME_FAULTS } from './timeFaults.ts';

/** A labelled experiment of such a network. */
export interface StructuredCase extends Case {
  readonly family: string;
  readonly axis?: 'depth' | 'time' | undefined;
}

/** A case, and the healthy experiment that it was made from. */
export interface StructuredCandidate extends StructuredCase {
  readonly twin: Document;
}

const SEED = 20_261_201;
/** Drawn by each rule, and kept of those whose label holds. */
export const [DRAWN, KEPT] = [12, 7];
/** The same of healthy ones, by design. */
export const [HEALTHY_DRAWN, HEALTHY_KEPT] = [6, 5];

export const STRUCTURED_FAULTS: readonly StructuredFault[] = [
  ...TIME_FAULTS,
  ...DEPTH_FAULTS,
  ...GENERAL_FAULTS,
];

/** All candidates, always the same: each rule and each design draws from a stream of its own. */
export function drawStructuredCandidates(): StructuredCandidate[] {
  return [
    ...STRUCTURED_FAULTS.flatMap((fault, i) => drawFaulty(fault, new RandomState(SEED + i))),
    ...STRUCTURED_DESIGNS.flatMap((_, i) => drawHealthy(i, new RandomState(SEED + 1000 + i))),
  ];
}

function drawFaulty(
  { name, families, data, inject }: StructuredFault,
  random: RandomState,
): StructuredCandidate[] {
  const designs = STRUCTURED_DESIGNS.filter(({ family }) => families.includes(family));
  return Array.from({ length: DRAWN }, (_, i) => {
    const { family, ...design } = pick(random, designs);
    const twin = drawStructured(random, { family, ...design, data: data ?? design.data });
    return { id: `${name} ${i}`, rule: name, family, twin, ...inject(twin, random) };
  });
}

function drawHealthy(index: number, random: RandomState): StructuredCandidate[] {
  const design = STRUCTURED_DESIGNS[index]!;
  const { family } = design;
  return Array.from({ length: HEALTHY_DRAWN }, (_, i) => {
    const document = drawStructured(random, design);
    const rule = `healthy, ${family}`;
    return {
      id: `${rule} ${index}.${i}`,
      rule,
      family,
      document,
      accepted: [],
      layers: null,
      twin: document,
    };
  });
}

export { halfOf };
