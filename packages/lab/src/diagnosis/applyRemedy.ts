import type { Experiment, RemedyProof } from 'gradscope';
import { freeName } from '../lab/controls/NetworkTabs.tsx';
import { MOST_NETWORKS } from '../session/session.ts';
import type { LabState } from '../state/labState.ts';

/** How a remedy is tried beside what it mends. */
export interface Application {
  readonly experiment: Experiment;
  /** Whether the network with the change is trained beside the one without; else the present curves are kept to compare with. */
  readonly isBeside: boolean;
}

/**
 * A change of the network alone makes another network of the same experiment, so of the same seed; one of the data or the
 * training, or of one network too many, makes another experiment.
 */
export function applicationOf(
  experiment: Experiment,
  index: number,
  { change }: Pick<RemedyProof, 'change'>,
): Application {
  const { networks } = experiment;
  if (change.scope === 'experiment' || networks.length === MOST_NETWORKS) {
    return { experiment: change.experiment, isBeside: false };
  }
  const mended = change.experiment.networks[index]!;
  const added = { ...mended, name: freeName(mended.name, networks) };
  return { experiment: { ...experiment, networks: [...networks, added] }, isBeside: true };
}

/** Trains what the remedy makes of the experiment, from step 0, beside what there was. */
export function applyRemedy(lab: LabState, index: number, remedy: RemedyProof): void {
  const { experiment, isBeside } = applicationOf(lab.experiment.peek(), index, remedy);
  if (!isBeside) {
    const before = lab.session.drawable.peek();
    lab.compared.value = before.map(run => ({ ...run, name: `before: ${run.name}` }));
  }
  lab.restart([{ from: 0, experiment }]);
  lab.session.play();
}
