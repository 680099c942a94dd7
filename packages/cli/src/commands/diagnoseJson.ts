import type { RemedyProof, Symptom, Verdict } from 'gradscope';

/** The output of `--json`, described in `docs/diagnosis.md`. NaN and infinity, which JSON lacks, are null. */
export function diagnosisJson(verdicts: readonly Verdict[], partial: boolean): string {
  const networks = verdicts.map(verdict => networkJson(verdict));
  return `${JSON.stringify({ networks, partial }, null, 2)}\n`;
}

function networkJson({
  name,
  state,
  healthy,
  steps,
  symptoms,
  causes,
  remedies,
  evidence,
  partial,
}: Verdict) {
  const layers: [number, number] = [1, evidence.layers.length];
  return {
    name,
    state,
    healthy,
    steps,
    learned: evidence.progress.learned,
    referenceLearned: evidence.reference.learned,
    symptoms: symptoms.map(symptom => symptomJson(symptom, layers)),
    causes,
    remedies: remedies.map(remedyJson),
    layers: evidence.signal.map(({ layer, factor, predicted, reference, starts, gain }) => ({
      layer,
      factor,
      predicted,
      lnReference: [reference.low, reference.high],
      starts,
      gain,
    })),
    underflow: { lost: evidence.underflow.lost, half: evidence.underflow.half },
    overfitting: evidence.overfitting,
    partial,
  };
}

/** A symptom without particular layers covers all of them. */
const symptomJson = ({ layers, ...symptom }: Symptom, all: [number, number]) => ({
  ...symptom,
  layers: layers ?? all,
});

export function remedyJson({ change, runs, trained, ...proof }: RemedyProof) {
  return { change: change.text, scope: change.scope, seeds: runs, trained, ...proof };
}
