import { addKind, kindNamed } from '../../kinds/kind.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { accumulating } from './accumulating.ts';
import { attention } from './attention.ts';
import { badlyScaled } from './badlyScaled.ts';
import { collapsed } from './collapsed.ts';
import { dead } from './dead.ts';
import { derivative } from './derivative.ts';
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
import {
  type BuiltInSymptom,
  type Symptom,
  type SymptomKind,
  type SymptomLabel,
  symptomKinds,
} from './symptom.ts';
import type { Finders, Found, SymptomRules } from './symptomRules.ts';
import { targetScale } from './targetScale.ts';
import { underflow } from './underflow.ts';
import { vanishing } from './vanishing.ts';

const builtIn: Readonly<Record<BuiltInSymptom, SymptomRules>> = {
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
  attention,
  targetScale,
  exploding,
  vanishing,
  stalled,
  diverged,
  oscillating,
  underflow,
  collapsed,
};

const rules: Readonly<Record<string, SymptomRules>> = { ...builtIn };

/** A kind of symptom: all that is known of it. */
export interface SymptomDescriptor extends SymptomLabel, SymptomRules {}

/**
 * Adds a symptom to those that a diagnosis looks for. Every thread that diagnoses has to add it.
 *
 * @param name in verdicts and after `--fail-on`
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerSymptom(name: string, descriptor: SymptomDescriptor): void {
  addKind('symptom', symptomKinds, name, descriptor, ['heldBack']);
  addKind('symptom', rules, name, descriptor);
}

export const rulesOf = (kind: SymptomKind): SymptomRules => kindNamed('symptom', rules, kind);

/** The first of each kind and axis that the finders of these stages find, in the order of the stages. */
export function findSymptoms<Stage extends string, Seen>(
  stages: readonly Stage[],
  findersOf: (rules: SymptomRules) => Finders<Stage, Seen> | undefined,
  evidence: Seen,
): Symptom[] {
  const all = stages.flatMap(stage =>
    Object.entries(rules).flatMap(([kind, own]) => {
      const found = findersOf(own)?.[stage]?.(evidence);
      return found ? [symptomOf(kind as SymptomKind, found)] : [];
    }),
  );
  return all.filter(
    ({ kind, axis }, i) => all.findIndex(other => other.kind === kind && other.axis === axis) === i,
  );
}

/** Those that are found in a game of two networks. */
export function findInGame(own: LogEvidence, opponent: LogEvidence): Symptom[] {
  return Object.entries(rules).flatMap(([kind, { inLogs }]) => {
    const found = inLogs?.inGame?.(own, opponent);
    return found ? [symptomOf(kind as SymptomKind, found)] : [];
  });
}

function symptomOf(kind: SymptomKind, { axis, layers = null, timeSteps, ...found }: Found): Symptom {
  return { kind, ...(axis && { axis }), layers, ...(timeSteps && { timeSteps }), step: 0, ...found };
}
