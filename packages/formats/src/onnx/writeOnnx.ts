import { isRegression, type LossKind, lossOf, type Precision, type Run, shapeInto } from 'gradscope';
import type { TrainedNetwork } from '../run/trainedNetwork.ts';
import { Graph } from './graph.ts';
import { addLayer } from './layer.ts';
import { LayerArrays } from './layerArrays.ts';
import { sizesOf } from './layers/onnxLayer.ts';
import { Message } from './message.ts';
import { IR_VERSION, METADATA, MODEL, OPSET, OPSET_ID } from './schema.ts';

/** Contents of an ONNX file beside the network. */
export interface OnnxOptions {
  /** Precision of all numbers in it; by default that of the run. */
  readonly precision?: Precision;
  /** The loss of the network's training. */
  readonly loss: LossKind;
  /** Whether it predicts classes, and their names, if they have any. */
  readonly classes: boolean;
  readonly classNames?: readonly string[] | undefined;
}

/** As {@link writeOnnx}, of a network with its experiment. */
export const writeNetworkOnnx = ({ experiment, data, run, precision }: TrainedNetwork): Uint8Array =>
  writeOnnx(run, {
    ...(precision && { precision }),
    loss: lossOf(experiment, data),
    classes: !isRegression(data),
    classNames: isRegression(data) ? undefined : data.classNames,
  });

/**
 * A trained network as ONNX, in evaluation mode: without dropout, batch normalization by its running values.
 *
 * Its input is `x` `[rows, features]`, or `[rows, …axes, channels]`, any number of rows, as the network was trained on them.
 * Its outputs are `scores` `[rows, classes]`, with the axes of x between if each position has an answer, and, if it was
 * trained with cross-entropy, `probabilities`, their softmax; for regression they are `values`. Binary cross-entropy with
 * logits also has `probabilities`, the sigmoid of either. An activation of the output layer is included in the scores or
 * values.
 *
 * Weights are stored as in .npz files, `[fanIn, fanOut]`, under the same names, except if an operator of ONNX wants another
 * order: `Conv`, `RNN`, `LSTM` and `GRU`, which onnxruntime has only in float32. In float64 the same is written with basic
 * operators.
 *
 * @param run its final parameters are used
 * @throws FormatError for a kind of a program's own
 */
export function writeOnnx(run: Pick<Run, 'name' | 'layers' | 'final'>, options: OnnxOptions): Uint8Array {
  const { precision = precisionOf(run), loss, classes, classNames } = options;
  const graph = networkGraph(run, precision, classes ? 'scores' : 'values');
  const outputs = outputSizes(run.layers);
  if (classes && loss === 'crossEntropy') {
    graph.enter('softmax');
    graph.node('Softmax', ['scores'], { output: 'probabilities', axis: -1 });
    graph.output('probabilities', outputs, 'The probability of each class: the softmax of the scores.');
  }
  if (loss === 'binaryCrossEntropyWithLogits') {
    graph.enter('sigmoid');
    graph.node('Sigmoid', [classes ? 'scores' : 'values'], { output: 'probabilities' });
    graph.output('probabilities', outputs, 'A probability of each entry: its sigmoid.');
  }
  const model = new Message()
    .integer(MODEL.irVersion, IR_VERSION)
    .text(MODEL.producerName, 'gradscope')
    .text(MODEL.docString, `The network "${run.name}" as gradscope trained it, as it evaluates.`)
    .message(MODEL.graph, graph.message())
    .message(MODEL.opsetImport, new Message().text(OPSET_ID.domain, '').integer(OPSET_ID.version, OPSET));
  if (classNames) model.message(MODEL.metadata, metadata('classes', JSON.stringify(classNames)));
  return model.finish();
}

function networkGraph(
  { name, layers, final }: Pick<Run, 'name' | 'layers' | 'final'>,
  precision: Precision,
  goal: string,
) {
  const graph = new Graph(name, precision);
  const { input = { positions: 1, channels: layers[0].fanIn } } = layers[0];
  graph.input('x', sizesOf(input), 'Rows of features, as the network was trained on them.');
  let x = 'x';
  for (const [i, settings] of layers.entries()) {
    const output = i === layers.length - 1 ? goal : undefined;
    x = addLayer(graph, settings, new LayerArrays(graph, final[i], i), x, output);
  }
  const says =
    goal === 'scores' ? 'A score for each class: the largest is the answer.' : 'The values predicted.';
  graph.output(goal, outputSizes(layers), says);
  return graph;
}

/** The sizes of a row of outputs: with axes if each position has an answer. */
function outputSizes(layers: Run['layers']): number[] {
  const last = layers.at(-1)!;
  return sizesOf({ ...shapeInto(last), channels: last.width });
}

function precisionOf({ final }: Pick<Run, 'final'>): Precision {
  return final[0].W instanceof Float32Array ? 'float32' : 'float64';
}

function metadata(key: string, value: string): Message {
  return new Message().text(METADATA.key, key).text(METADATA.value, value);
}
