import { parseExperiment } from '../experiment/parseExperiment.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Verdict } from './diagnosis.ts';

/** An experiment with the remedies that can go together in it. */
export interface FixedExperiment {
  readonly experiment: Experiment;
  /** The networks that were fixed, by name, and the change. */
  readonly fixed: readonly { readonly name: string; readonly change: string }[];
  /**
   * The networks that were not fixed: nothing is proven, or only changes to the data or training of the other
   * networks too.
   */
  readonly left: readonly string[];
}

/** Puts the best proven remedy of each faulty network into the experiment. @param verdicts of networks in their order */
export function fixedExperiment(experiment: Experiment, verdicts: readonly Verdict[]): FixedExperiment {
  const isAlone = experiment.networks.length === 1;
  const faulty = verdicts.filter(({ healthy }) => !healthy);
  const best = faulty.map(({ name, remedies }) => ({
    name,
    change: remedies.find(({ proven, change }) => proven && (isAlone || change.scope === 'network'))?.change,
  }));
  const fixed = best.flatMap(({ name, change }) => (change ? [{ name, change }] : []));
  const networks = experiment.networks.map((network, i) => {
    const change = fixed.find(({ name }) => name === network.name)?.change;
    return change ? change.experiment.networks[i] : network;
  });
  const patched = isAlone && fixed.length > 0 ? fixed[0].change.experiment : { ...experiment, networks };
  return {
    experiment: parseExperiment(patched),
    fixed: fixed.map(({ name, change }) => ({ name, change: change.text })),
    left: best.flatMap(({ name, change }) => (change ? [] : [name])),
  };
}
