import {
  engine,
  keep,
  type NamedTensorMap,
  type Optimizer,
  type Scalar,
  stack,
  type Tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { layerStatistics, STATISTICS } from './layerStatistics.ts';

/** What is used of a `tf.LayersModel`. */
export interface WatchedModel {
  /** There once the model is compiled. */
  readonly optimizer: Optimizer;
}

export interface WatchOptions {
  /** Updates from one that is logged to the next. Default 10. */
  readonly every?: number;
}

/** The log of a model that is being trained. */
export interface GradientLog {
  /** What was logged so far: JSON lines of gradscope's schema, which `gradscope diagnose`, the lab and `importLogs` read. */
  jsonl(): Promise<string>;
  /** Logs nothing any more. */
  stop(): void;
}

interface WatchedLayer {
  readonly weights: Variable;
  readonly gradient: Tensor;
}

/** A logged step, which is read from the backend while training goes on. */
interface Row {
  readonly step: number;
  readonly names: readonly string[];
  /** `[layers, statistics]` */
  readonly statistics: Promise<ArrayLike<number>>;
  readonly loss: Promise<ArrayLike<number>>;
}

const DEFAULT_EVERY = 10;

/**
 * Logs the gradients of a model while it is trained, before every so many updates: by `fit`, `fitDataset`, `trainOnBatch`
 * or its optimizer's `minimize`. Training itself goes on as it would.
 *
 * @param model a compiled `tf.LayersModel`; its weights of two dimensions or more make its layers
 * @throws RangeError where it is not compiled, or `every` is no whole number from 1 on
 */
export function watch(model: WatchedModel, { every = DEFAULT_EVERY }: WatchOptions = {}): GradientLog {
  const { optimizer } = model;
  if (!optimizer) throw new RangeError('model: expected one that is compiled, got one without an optimizer');
  if (!Number.isSafeInteger(every) || every < 1) {
    throw new RangeError(`every: expected a whole number from 1 on, got ${every}`);
  }
  const rows: Row[] = [];
  let header = '';
  let step = 0;
  const compute = optimizer.computeGradients;
  const watched: typeof compute = (f, variables) => {
    const computed = compute.call(optimizer, f, variables);
    if (step % every === 0) {
      const layers = layersOf(computed.grads, variables);
      if (header === '') header = headerOf(layers);
      rows.push(rowOf(step, layers, computed.value));
    }
    step++;
    return computed;
  };
  optimizer.computeGradients = watched;
  return {
    jsonl: async () => header + (await Promise.all(rows.map(lineOf))).join(''),
    stop() {
      if (optimizer.computeGradients === watched) optimizer.computeGradients = compute;
    },
  };
}

/** The weights with their gradients, in the order of the model. */
function layersOf(gradients: NamedTensorMap, variables: readonly Variable[] | undefined): WatchedLayer[] {
  const all = variables ?? Object.values(engine().registeredVariables);
  return all.flatMap(weights => {
    const gradient = gradients[weights.name];
    return gradient && weights.rank > 1 ? [{ weights, gradient }] : [];
  });
}

/** `dense_Dense1/kernel` is the one set of weights of its layer; others keep their names. */
const nameOf = ({ weights: { name } }: WatchedLayer): string => name.replace(/\/kernel(?:_\d+)?$/, '');

function headerOf(layers: readonly WatchedLayer[]): string {
  const described = layers.map(layer => {
    const { rank, shape, size } = layer.weights;
    return { name: nameOf(layer), ...(rank === 2 ? { shape } : { size }) };
  });
  return `${JSON.stringify({ gradscope: 1, layers: described })}\n`;
}

/** Computes at once, since the optimizer disposes the gradients, and reads later. */
function rowOf(step: number, layers: readonly WatchedLayer[], loss: Scalar): Row {
  const names = layers.map(nameOf);
  const kept = layers.length > 0 && keptTensor(() => stackedStatistics(layers));
  return {
    step,
    names,
    statistics: kept ? readOnce(kept) : Promise.resolve([]),
    loss: readOnce(keptTensor(() => loss.clone())),
  };
}

const stackedStatistics = (layers: readonly WatchedLayer[]): Tensor =>
  stack(layers.map(({ gradient, weights }) => layerStatistics(gradient, weights)));

/** A tensor that outlives the step in which it is made. */
const keptTensor = (make: () => Tensor): Tensor => keep(tidy(make));

async function readOnce(tensor: Tensor): Promise<ArrayLike<number>> {
  const values = await tensor.data();
  tensor.dispose();
  return values;
}

async function lineOf({ step, names, statistics, loss }: Row): Promise<string> {
  const [values, [lossValue]] = await Promise.all([statistics, loss.then(read => Array.from(read))]);
  const layers = names.map((name, l) => [
    name,
    Object.fromEntries(
      STATISTICS.map((statistic, i) => [statistic, jsonNumber(values[l * STATISTICS.length + i]!)]),
    ),
  ]);
  return `${JSON.stringify({ step, loss: jsonNumber(lossValue!), layers: Object.fromEntries(layers) })}\n`;
}

/** JSON has no NaN and no infinity: the schema has their names. */
const jsonNumber = (value: number): number | string => (Number.isFinite(value) ? value : String(value));
