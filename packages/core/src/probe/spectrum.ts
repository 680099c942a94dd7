import { columnsOf, inputShapeOf, type LayerSettings, rowsOf } from '../network/layerSettings.ts';
import type { Network } from '../network/network.ts';
import type { Node } from '../network/nodes/node.ts';
import { euclideanNorm } from '../training/euclideanNorm.ts';
import type { ProbeKind } from './probe.ts';
import { singularValues } from './singularValues.ts';

/** `weight_sv`: the singular values of every layer's W, descending, layer after layer. Dear for wide layers: record it seldom. */
export const weightSpectrumProbe: ProbeKind<'weight_sv'> = {
  label: 'Singular values of weights',
  columns: layers => ({
    weight_sv: layers.reduce((sum, layer) => sum + Math.min(rowsOf(layer), columnsOf(layer)), 0),
  }),
  create: ({ layers }) => ({
    measure(row) {
      const values = row('weight_sv');
      let at = 0;
      for (const { W } of layers) {
        const own = singularValues(W.values, W.rows, W.columns);
        values.set(own, at);
        at += own.length;
      }
    },
  }),
};

/** Number of samples over which the Jacobian's singular values are averaged. */
const SAMPLES = 16;

/**
 * `jacobian_sv`: the singular values of the input–output Jacobian ∂outputs/∂x, descending, each the root mean
 * square
 * over up to 16 samples, evenly spread over the data. NaN with batch normalization, because a sample's
 * outputs then depend on
 * the others.
 */
export const jacobianProbe: ProbeKind<'jacobian_sv'> = {
  label: 'Singular values of the Jacobian',
  columns: layers => ({ jacobian_sv: Math.min(featuresOf(layers[0]), layers[layers.length - 1].width) }),
  create(network) {
    const jacobian = isOfEachSample(network) ? jacobianOf(network) : undefined;
    return { measure: row => measureJacobian(network, jacobian, row('jacobian_sv')) };
  },
};

/** Whether a sample has one answer, which depends on that sample alone: batch normalization has running values. */
function isOfEachSample({ model: { nodes } }: Network): boolean {
  const isOfBatch = ({ learned, saved = learned }: Node) => saved.length > learned.length;
  return nodes[nodes.length - 1].shape.positions === 1 && !nodes.some(isOfBatch);
}

function featuresOf(layer: LayerSettings): number {
  const { positions, channels } = inputShapeOf(layer);
  return positions * channels;
}

function measureJacobian(
  { data }: Network,
  jacobian: ReturnType<typeof jacobianOf> | undefined,
  values: Float64Array,
): void {
  if (!jacobian) {
    values.fill(Number.NaN);
    return;
  }
  const count = Math.min(SAMPLES, data.samples);
  const spectra = Array.from({ length: count }, (_, k) => {
    const sample = Math.floor((k * data.samples) / count);
    const x = data.X.subarray(sample * data.features, (sample + 1) * data.features);
    const { rows, columns, entries } = jacobian(x);
    return singularValues(entries, rows, columns);
  });
  for (let i = 0; i < values.length; i++) {
    values[i] = euclideanNorm(spectra.map(spectrum => spectrum[i])) / Math.sqrt(count);
  }
}

interface Jacobian {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
}

/**
 * Computes the input–output Jacobian of a network in its present state at a point `x`, `[outputs, features]`:
 * with the point in every row of a pass of its own, one backward pass finds the gradient of each output in its
 * row. The outputs are those before the output layer's activation.
 *
 * The network has no batch normalization; dropout leaves no unit out.
 */
export function jacobianOf({ model, data }: Network): (x: ArrayLike<number>) => Jacobian {
  const { places } = model.layers[model.layers.length - 1];
  const columns = data.features;
  const rows = model.nodes[places.z].shape.channels;
  const pass = model.pass(rows, { backward: 'signals' });
  return x => {
    for (let row = 0; row < rows; row++) pass.input.values.set(x, row * columns);
    pass.forward(false);
    const { values } = pass.d(places.z);
    values.fill(0);
    for (let row = 0; row < rows; row++) values[row * rows + row] = 1;
    pass.backwardFrom(places.z);
    return { rows, columns, entries: Float64Array.from(pass.inputSignal?.values ?? []) };
  };
}
