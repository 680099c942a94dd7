import {
  type Experiment,
  type Layer,
  type Model,
  type Network,
  outputsAt,
  type Pass,
  prepare,
  startingSignal,
  type Table,
  type Tensor,
} from 'gradscope';
import type { Answers, LayerActivations, Question } from './protocol.ts';

/** Points that go through the network at once; more are answered block by block. */
const MOST_ROWS = 1024;

/** Answers questions about a network without changing it. Each run has its own, which reuses its buffers. */
export class Inspector {
  private model: Model | undefined;
  private pass: Pass | undefined;
  private readonly sums = new WeakMap<Layer, Tensor>();

  /**
   * The answers of `network` at points, or the outputs of one of its layers there, in evaluation mode.
   *
   * @throws RangeError if there is no such layer
   */
  outputs(network: Network, points: Float64Array, number = network.layers.length): Answers['outputs'] {
    const { model, layers, data } = network;
    const layer = model.layers[number - 1];
    if (!layer) throw new RangeError(`layer: expected 1 to ${layers.length}, got ${number}`);
    if (this.model !== model) {
      const rows = Math.min(points.length / data.features, MOST_ROWS);
      this.pass = model.pass(rows, { backward: 'nothing' });
      this.model = model;
    }
    return outputsAt(this.pass!, points, layer.places.h);
  }

  parameters(network: Network, step: number): Answers['parameters'] {
    return {
      step,
      parameters: network.parameters(),
      neurons: network.layers.map(layer => this.neurons(network, layer)),
    };
  }

  private neurons({ engine }: Network, layer: Layer): Float64Array {
    const { columns } = layer.W;
    const sums = this.sums.get(layer) ?? engine.tensor(1, columns);
    this.sums.set(layer, sums);
    engine.columnMagnitudes(layer.dW, sums);
    return Float64Array.from(sums.values);
  }
}

/**
 * The outputs and slopes of up to `most` hidden layers, chosen evenly, on the rows that the network saw last.
 */
export function activationsOf({ layers }: Network, most: number): LayerActivations[] {
  const hidden = layers.slice(0, -1);
  const count = Math.min(most, hidden.length);
  return Array.from({ length: count }, (_, i) => {
    const l = count === 1 ? 0 : Math.round((i * (hidden.length - 1)) / (count - 1));
    const { a, u, activation } = hidden[l];
    const [outputs, inputs] = [Float64Array.from(a.values), u.values];
    const slopes = activation
      ? outputs.map((output, at) => activation.backward(1, output, inputs[at]))
      : new Float64Array(0);
    return { layer: l + 1, outputs, slopes };
  });
}

/** Answers a question that needs only the experiment. */
export function startingSignalOf(
  experiment: Experiment,
  index: number,
  table: Table | undefined,
  { starts }: Extract<Question, { kind: 'startingSignal' }>,
): Answers['startingSignal'] {
  return startingSignal(experiment, prepare(experiment, table), index, starts);
}
