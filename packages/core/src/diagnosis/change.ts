import { ExperimentError } from '../experiment/experimentError.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import type { Experiment, NetworkSettings } from '../experiment/schema.ts';
import type { CauseKind } from './cause.ts';

/** One change to an experiment. */
export interface Change {
  /** The setting and its new value: `init: orthogonal, gain 1.41`. */
  readonly text: string;
  /** Whether it changes only this network, or the data or training of all. */
  readonly scope: 'network' | 'experiment';
  /** The causes that it removes. */
  readonly treats: readonly CauseKind[];
  readonly experiment: Experiment;
}

type Patch = Partial<Pick<Experiment, 'data' | 'networks' | 'training' | 'precision'>>;

/**
 * A change to one network; undefined if the experiment would be invalid, as with skip connections between
 * unequal widths.
 */
export function networkChange(
  experiment: Experiment,
  index: number,
  text: string,
  treats: readonly CauseKind[],
  patch: Partial<NetworkSettings>,
): Change | undefined {
  const networks = experiment.networks.map((network, i) =>
    i === index ? { ...network, ...patch } : network,
  );
  return checked({ text, scope: 'network', treats, experiment: { ...experiment, networks } });
}

/** A change of data or training. */
export function experimentChange(
  experiment: Experiment,
  text: string,
  treats: readonly CauseKind[],
  patch: Patch,
): Change | undefined {
  return checked({ text, scope: 'experiment', treats, experiment: { ...experiment, ...patch } });
}

function checked(change: Change): Change | undefined {
  try {
    return { ...change, experiment: parseExperiment(change.experiment) };
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}
