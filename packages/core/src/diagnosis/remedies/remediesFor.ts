import type { Experiment } from '../../experiment/schema.ts';
import type { Symptom, SymptomKind } from '../symptom.ts';
import { plainOutput, scaled, sigmoidOutput, targetsOf, toCrossEntropy, toSquared } from './dataRemedies.ts';
import { activation, fewerLayers, init, normalization, residual } from './networkRemedies.ts';
import { type Candidate, candidate, type Remedy } from './remedy.ts';
import {
  adam,
  adamDefaults,
  clip,
  constantSchedule,
  float64,
  moreSteps,
  noPenalty,
  stepSize,
  unclip,
} from './trainingRemedies.ts';

/** At most this many are tried. */
const MOST = 10;

const [standardize, scaleTargets] = [
  scaled('inputs', 'standardize'),
  scaled('targets', 'standardizeTargets'),
];
const [batch, layer] = [normalization('batch'), normalization('layer')];
const [toRelu, toTanh] = [activation('relu'), activation('tanh')];
const smallerSteps = [0.1, 0.01, 0.001].map(stepSize);
const largerSteps = [10, 100, 1000, 1e4].map(stepSize);

/** The changes that may remove each symptom, the most direct first. */
const BY_SYMPTOM: Readonly<Partial<Record<SymptomKind, readonly Remedy[]>>> = {
  badlyScaled: [standardize, batch, layer, adam],
  targetScale: [scaleTargets, ...largerSteps.slice(0, 2), ...smallerSteps, moreSteps],
  output: [
    plainOutput,
    sigmoidOutput,
    toCrossEntropy,
    scaleTargets,
    toSquared,
    ...largerSteps.slice(0, 2),
    ...smallerSteps,
    adam,
  ],
  symmetric: [init],
  dead: [init, activation('leakyRelu'), ...smallerSteps, toTanh, batch, adam],
  saturated: [init, standardize, ...smallerSteps, batch, layer, adam],
  exploding: [init, batch, layer, clip, ...smallerSteps, adam],
  vanishing: [init, batch, layer, residual, toRelu, toTanh, noPenalty, adam, fewerLayers],
  diverged: [...smallerSteps, clip, adam, init, batch],
  oscillating: [...smallerSteps, adam, clip],
  underflow: [float64, init, batch, residual],
  stalled: [
    unclip,
    constantSchedule,
    noPenalty,
    adamDefaults,
    toCrossEntropy,
    toSquared,
    ...largerSteps,
    adam,
    moreSteps,
    ...smallerSteps,
    init,
  ],
};

/**
 * The single changes that may make a network with these symptoms train, each once: the first for each
 * symptom, then the second for each, and so on, so that every symptom is treated. If the targets do not
 * belong to the inputs, the only change is to move them: a network that memorizes them is not fixed.
 */
export function remediesFor(
  experiment: Experiment,
  index: number,
  symptoms: readonly Symptom[],
  ofClasses: boolean,
): Candidate[] {
  const mismatch = symptoms.find(({ kind }) => kind === 'mismatch');
  if (mismatch) return targetsOf(experiment, mismatch);
  const lists = symptoms.map(({ kind }) =>
    (BY_SYMPTOM[kind] ?? []).flatMap(remedy => candidate(remedy, experiment, index)),
  );
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, i) => lists.flatMap(list => list[i] ?? [])).flat();
  const isFirst = ({ remedy }: Candidate, i: number) => turns.findIndex(one => one.remedy === remedy) === i;
  const fits = ({ remedy }: Candidate) => ofClasses || remedy !== toCrossEntropy;
  return turns.filter(isFirst).filter(fits).slice(0, MOST);
}
