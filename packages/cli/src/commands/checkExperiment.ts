import {
  checkGradients,
  type Experiment,
  type GradientCheck,
  modelOf,
  Network,
  prepare,
  RandomState,
  type Table,
  wasmEngine,
} from 'gradscope';

/** The check of one parameter tensor of one network. */
export interface NetworkCheck extends GradientCheck {
  readonly network: string;
}

/**
 * Checks the gradients of every network of an experiment at its initial parameters, in float64.
 *
 * @param onNetwork called with a network's name before it is checked
 */
export function checkExperiment(
  experiment: Experiment,
  table: Table | undefined,
  onNetwork: (name: string) => void,
): NetworkCheck[] {
  const { data, loss, networks } = prepare(experiment, table);
  return networks.flatMap(({ name, layers, parameters, seeds }) => {
    onNetwork(name);
    const network = new Network(modelOf(wasmEngine('float64'), layers, parameters), data, { loss });
    network.drawMasks(new RandomState(seeds.dropout));
    return checkGradients(network, experiment.training.l2).map(check => ({ network: name, ...check }));
  });
}

/** The check with the largest error; one that is not a number is the largest of all. */
export function largestError(checks: readonly NetworkCheck[]): NetworkCheck {
  return checks.reduce((worst, check) => (check.relativeError <= worst.relativeError ? worst : check));
}
