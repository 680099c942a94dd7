import { type DataShape, dataShape } from '../data/dataShape.ts';
import { shapeInto } from '../network/layers/between.ts';
import { type Complaint, complaintOf } from './experimentError.ts';
import { hiddenSettings, isDenseStack, layerItems, layersOf } from './layers.ts';
import { memoryComplaint } from './memoryComplaint.ts';
import type { Experiment, NetworkSettings } from './schema.ts';

/** All faults of an experiment whose values are each valid by themselves. */
export function complaintsAbout(experiment: Experiment): Complaint[] {
  const { networks, data } = experiment;
  const size = dataShape(data);
  const lines = [
    nameComplaint(networks),
    ...networks.map(residualComplaint),
    networks.map(network => stepSizeComplaint(network, experiment)).find(Boolean),
  ].filter(line => line !== undefined);
  // Sizes matter only once the layers fit together.
  const ofSize = lines.length === 0 && size ? complaintAboutSize(experiment, size) : undefined;
  return [...lines, ...(ofSize === undefined ? [] : [ofSize])].map(complaintOf);
}

/** Settings that do not fit data of this size; checked again if only the data themselves show their size. */
export function complaintAboutSize(experiment: Experiment, size: DataShape): string | undefined {
  const shapes = experiment.networks.map((network, i) => shapeComplaint(network, i, size)).find(Boolean);
  return shapes ?? batchComplaint(experiment, size.samples) ?? memoryComplaint(experiment, size);
}

function nameComplaint(networks: readonly NetworkSettings[]): string | undefined {
  const seen = new Set<string>();
  const again = networks.findIndex(({ name }) => seen.size === seen.add(name.toLowerCase()).size);
  if (again < 0) return undefined;
  return `networks[${again}].name: expected a name no other network has (capitals do not count), got "${networks[again].name}"`;
}

function residualComplaint(network: NetworkSettings, i: number): string | undefined {
  const layers = isDenseStack(network) ? hiddenSettings(network) : [];
  const wrong = layers.findIndex(
    ({ width, residual }, l) => l > 0 && residual === 'identity' && width !== layers[l - 1].width,
  );
  if (wrong >= 0) {
    const rule =
      network.residual === 'identity' ? 'one width for all layers' : 'the width of the layer before';
    return `networks[${i}].hidden: expected ${rule}, since residual is identity, got ${layers[wrong - 1].width} and then ${layers[wrong].width}`;
  }
  const [first] = network.hidden;
  if (typeof first !== 'object' || first.residual !== 'identity') return undefined;
  return `networks[${i}].hidden[0].residual: expected none, since no hidden layer is before the first, got identity`;
}

/** Layers that do not fit together, or do not give as many answers as the data has. */
function shapeComplaint(network: NetworkSettings, i: number, size: DataShape): string | undefined {
  try {
    const layers = layersOf(network, size, size.outputs);
    const { positions } = shapeInto(layers[layers.length - 1].settings);
    const { answers = 1 } = size;
    if (positions === answers) return undefined;
    const rule =
      answers === 1
        ? 'one position at the end, since each sample has one answer; a pool layer makes one of many'
        : `${answers} positions at the end, one for each answer`;
    return `networks[${i}].hidden: expected ${rule}, got ${positions}`;
  } catch (error) {
    if (error instanceof RangeError) return `networks[${i}].${error.message}`;
    throw error;
  }
}

function stepSizeComplaint(network: NetworkSettings, { training }: Experiment): string | undefined {
  const { stepSize } = training.optimizer;
  const layers = layerItems(network).length + 1;
  const { name } = network;
  if (typeof stepSize === 'number' || stepSize.length === layers) return undefined;
  return `training.optimizer.stepSize: expected one number, or one for each of the ${layers} layers of "${name}", got a list of ${stepSize.length}`;
}

function batchComplaint({ training, networks }: Experiment, samples: number): string | undefined {
  const { batch } = training;
  if (batch !== 'full' && batch > samples)
    return `training.batch: expected at most the ${samples} points there are, got ${batch}`;
  const rows = batch === 'full' ? samples : batch;
  const normalized = networks.findIndex(network =>
    hiddenSettings(network).some(({ normalization }) => normalization === 'batch'),
  );
  if (normalized < 0 || rows > 1) return undefined;
  return `networks[${normalized}].normalization: expected a batch of at least 2 points for batch normalization, got ${rows}`;
}
