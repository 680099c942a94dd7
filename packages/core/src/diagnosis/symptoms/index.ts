import { addKind, kindNamed } from '../../kinds/kind.ts';
import type { OwnSymptoms } from '../../kinds/own.ts';
import { accumulating } from './accumulating.ts';
import { badlyScaled } from './badlyScaled.ts';
import { collapsed } from './collapsed.ts';
import { dead } from './dead.ts';
import { derivative } from './derivative.ts';
import type { Finders, Found, SymptomDescriptor } from './descriptor.ts';
import { diverged } from './diverged.ts';
import { exploding } from './exploding.ts';
import { imbalanced } from './imbalanced.ts';
import { mismatch } from './mismatch.ts';
import { oscillating } from './oscillating.ts';
import { output } from './output.ts';
import { precision } from './precision.ts';
import { saturated } from './saturated.ts';
import { stalled } from './stalled.ts';
import { symmetric } from './symmetric.ts';
import { targetScale } from './targetScale.ts';
import { underflow } from './underflow.ts';
import { vanishing } from './vanishing.ts';

/** Those of one stage are looked for in this order. */
const builtIn = {
  derivative,
  precision,
  accumulating,
  imbalanced,
  mismatch,
  output,
  badlyScaled,
  symmetric,
  dead,
  saturated,
  targetScale,
  exploding,
  vanishing,
  stalled,
  diverged,
  oscillating,
  underflow,
  collapsed,
};

/** The possible faults of a network, those that the program added last. */
export const symptomKinds: Readonly<Record<keyof typeof builtIn, SymptomDescriptor>> = { ...builtIn };

export type SymptomKind = keyof typeof builtIn | keyof OwnSymptoms;

/** One fault. */
export interface Symptom extends Required<Pick<Found, 'layers' | 'step'>>, Omit<Found, 'layers' | 'step'> {
  readonly kind: SymptomKind;
}

/**
 * Adds a symptom to those that a diagnosis looks for. Every thread that diagnoses has to add it.
 *
 * @param name in verdicts and after `--fail-on`
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerSymptom(name: string, descriptor: SymptomDescriptor): void {
  addKind('symptom', symptomKinds, name, descriptor, ['heldBack']);
}

export const symptomNamed = (kind: SymptomKind): SymptomDescriptor =>
  kindNamed<SymptomDescriptor>('symptom', symptomKinds, kind);

/** The first of each kind and axis that the finders of these stages find, in the order of the stages. */
export function findSymptoms<Stage extends string, Seen>(
  stages: readonly Stage[],
  findersOf: (descriptor: SymptomDescriptor) => Finders<Stage, Seen> | undefined,
  evidence: Seen,
): Symptom[] {
  const all = stages.flatMap(stage =>
    Object.entries(symptomKinds).flatMap(([kind, descriptor]) => {
      const found = findersOf(descriptor)?.[stage]?.(evidence);
      return found ? [symptomOf(kind as SymptomKind, found)] : [];
    }),
  );
  return all.filter(
    ({ kind, axis }, i) => all.findIndex(other => other.kind === kind && other.axis === axis) === i,
  );
}

export function symptomOf(kind: SymptomKind, { axis, layers = null, timeSteps, ...found }: Found): Symptom {
  return { kind, ...(axis && { axis }), layers, ...(timeSteps && { timeSteps }), step: 0, ...found };
}
