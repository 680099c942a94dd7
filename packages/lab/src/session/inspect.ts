import {
  type Experiment,
  type Layer,
  Network,
  prepare,
  referenceEngine,
  startingSignal,
  type Table,
  type Tensor,
  wasmEngine,
} from 'gradscope';
import type { Answers, LayerActivations, Question } from './protocol.ts';

/** Answers questions about a network without changing it. Each run has its own, which reuses its buffers. */
export class Inspector {
  private twin: Network | undefined;
  private readonly sums = new WeakMap<Layer, Tensor>();

  /**
   * The answers of `network` at points, or the outputs of one of its layers there, in evaluation mode.
   *
   * @throws RangeError if there is no such layer
   */
  outputs(network: Network, points: Float64Array, number = network.layers.length): Answers['outputs'] {
    const twin = this.twinOf(network, points);
    for (const [l, layer] of twin.layers.entries()) layer.load(network.layers[l].parameters());
    twin.forward(false);
    const layer = twin.layers[number - 1];
    if (!layer) throw new RangeError(`layer: expected 1 to ${twin.layers.length}, got ${number}`);
    return Float64Array.from(layer.h.values);
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

  /**
   * A network with the parameters of `network` that evaluates other points. It is cached by the number of
   * points.
   */
  private twinOf(network: Network, points: Float64Array): Network {
    const features = network.data.features;
    const samples = points.length / features;
    const layers = network.layers.map(({ settings }) => settings);
    const fits =
      this.twin?.samples === samples && JSON.stringify(layers) === JSON.stringify(this.layersOfTwin());
    if (!fits) {
      const data = { samples, features, X: points, y: new Int32Array(samples) };
      const { name, precision } = network.engine;
      const engine = name === 'wasm' ? wasmEngine(precision) : referenceEngine(precision);
      this.twin = new Network(engine, layers, network.parameters(), data);
    }
    this.twin!.input.values.set(points);
    return this.twin!;
  }

  private layersOfTwin() {
    return this.twin?.layers.map(({ settings }) => settings);
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
