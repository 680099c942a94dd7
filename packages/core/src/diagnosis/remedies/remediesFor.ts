import type { Experiment } from '../../experiment/schema.ts';
import { rulesOf } from '../symptoms/index.ts';
import type { Symptom } from '../symptoms/symptom.ts';
import { toCrossEntropy } from './dataRemedies.ts';
import { type Candidate, candidate } from './remedy.ts';

/** At most this many are tried. */
const MOST = 10;

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
  for (const symptom of symptoms) {
    const only = rulesOf(symptom.kind).inRuns?.onlyRemedies;
    if (only) return only(experiment, symptom);
  }
  const lists = symptoms.map(({ kind, axis }) => {
    const { remedies = [], remediesOverTime = remedies } = rulesOf(kind).inRuns ?? {};
    const tried = axis === 'time' ? remediesOverTime : remedies;
    return tried.flatMap(remedy => candidate(remedy, experiment, index));
  });
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, i) => lists.flatMap(list => list[i] ?? [])).flat();
  const isFirst = ({ remedy }: Candidate, i: number) => turns.findIndex(one => one.remedy === remedy) === i;
  const fits = ({ remedy }: Candidate) => ofClasses || remedy !== toCrossEntropy;
  return turns.filter(isFirst).filter(fits).slice(0, MOST);
}
