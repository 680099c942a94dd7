import {
  type AnyDataset,
  arrayShapes,
  columnsOf,
  type Experiment,
  HELD_OUT_SERIES,
  type History,
  type Inputs,
  type LayerParameters,
  type LayerSettings,
  layerItems,
  layersOf,
  type Run,
  rowsOf,
  type Values,
} from 'gradscope';
import { shapePlace } from '../arrayOrigin.ts';
import { FormatError } from '../formatError.ts';
import type { NpyArray } from '../npy.ts';
import { arrayName } from './runArrays.ts';

type Arrays = Readonly<Record<string, NpyArray>>;
/** The shapes of a layer's arrays, by name. */
type Shapes = Readonly<Record<string, readonly number[]>>;

/** The parts of a run that `run.json` keeps because its arrays do not contain them. */
export type RunResult = Pick<
  Run,
  'loss' | 'accuracy' | 'test' | 'steps' | 'interrupted' | 'divergedAt' | 'broken'
>;

/** A run with the data it learned. */
export interface ReadRun {
  readonly data: AnyDataset;
  readonly run: Run;
}

/**
 * The run from which {@link runArrays} made arrays, bit for bit.
 *
 * @param index the network's index in the experiment
 * @param classNames the names of the data's classes, if they have any
 * @param file the name of the arrays in errors
 * @throws FormatError for an array that is missing, or has another shape than in the experiment's network
 */
export function runFromArrays(
  arrays: Arrays,
  experiment: Experiment,
  index: number,
  result: RunResult,
  { classNames, file }: { readonly classNames?: readonly string[] | undefined; readonly file: string },
): ReadRun {
  const reader = new ArrayReader(arrays, file);
  const network = experiment.networks[index];
  const outputs = reader.extent(`W${layerItems(network).length + 1}`, 1);
  const data = dataOf(reader, outputs, classNames);
  const layers = layersOf(network, data, outputs).map(({ settings }) => settings);
  const shapes = arrayShapes(layers);
  const run = {
    ...result,
    name: network.name,
    network,
    layers,
    initial: layers.map((layer, l) => parametersOf(reader, layer, shapes[l], l, 'init_')),
    final: layers.map((layer, l) => parametersOf(reader, layer, shapes[l], l, '')),
    history: historyOf(reader, arrays, namesOf(shapes)),
  };
  return { data, run };
}

/** Arrays of known names and shapes. */
class ArrayReader {
  private readonly arrays: Arrays;
  private readonly file: string;

  constructor(arrays: Arrays, file: string) {
    this.arrays = arrays;
    this.file = file;
  }

  has(name: string): boolean {
    return name in this.arrays;
  }

  shape(name: string): readonly number[] {
    return this.array(name).shape;
  }

  extent(name: string, axis: number): number {
    const { shape } = this.array(name);
    return shape[axis] ?? this.refuse(name, `an axis ${axis}`, shape);
  }

  /** Float64 or float32, as it was saved. */
  values(name: string, shape: readonly number[]): Values {
    const array = this.array(name);
    if (array.shape.join() !== shape.join())
      this.refuse(name, `the shape [${shape.join(', ')}]`, array.shape);
    const { values } = array;
    return values instanceof Float32Array ? values : this.numbers(values);
  }

  doubles(name: string, shape: readonly number[]): Float64Array {
    return this.numbers(this.values(name, shape));
  }

  integers(name: string, shape: readonly number[]): Int32Array {
    return Int32Array.from(this.values(name, shape));
  }

  private array(name: string): NpyArray {
    const array = this.arrays[name];
    if (array) return array;
    throw new FormatError({ file: this.file, offset: 0, rule: `an array ${name}`, got: 'none' });
  }

  private numbers(values: NpyArray['values']): Float64Array {
    return values instanceof Float64Array ? values : Float64Array.from(values);
  }

  private refuse(name: string, rule: string, shape: readonly number[]): never {
    const place = shapePlace(this.array(name), name, this.file);
    throw new FormatError({ ...place, rule, got: `[${shape.join(', ')}]` });
  }
}

function dataOf(reader: ArrayReader, outputs: number, classNames: readonly string[] | undefined): AnyDataset {
  const names = classNames?.length === outputs ? { classNames } : {};
  const isClasses = reader.has('y');
  const rows = (suffix: string) => {
    const inputs = inputsOf(reader, suffix);
    if (!isClasses) {
      const key = `targets${suffix}`;
      return {
        ...inputs,
        outputs,
        targets: reader.doubles(key, [...answersIn(reader, key, 2, inputs), outputs]),
      };
    }
    const key = `y${suffix}`;
    return {
      ...inputs,
      classes: outputs,
      ...names,
      y: reader.integers(key, answersIn(reader, key, 1, inputs)),
    };
  };
  const data = reader.has('X_test') ? { ...rows(''), test: rows('_test') } : rows('');
  return data as AnyDataset;
}

/** `X` is `[samples, features]`, or `[samples, …axes, channels]`. */
function inputsOf(reader: ArrayReader, suffix: string): Inputs {
  const shape = reader.shape(`X${suffix}`);
  const [samples, ...inner] = [
    reader.extent(`X${suffix}`, 0),
    reader.extent(`X${suffix}`, 1),
    ...shape.slice(2),
  ];
  const features = inner.reduce((product, extent) => product * extent, 1);
  const axes = inner.length > 1 && { axes: inner.slice(0, -1) };
  return { samples, features, ...axes, X: reader.doubles(`X${suffix}`, [samples, ...inner]) };
}

/** The samples, and if there are answers for each position, those: the extents of the answers but for the outputs. */
function answersIn(reader: ArrayReader, key: string, rank: number, { samples, axes = [] }: Inputs): number[] {
  const positions = axes.reduce((product, axis) => product * axis, 1);
  return reader.shape(key).length > rank ? [samples, positions] : [samples];
}

function parametersOf(
  reader: ArrayReader,
  layer: LayerSettings,
  shapes: Shapes,
  l: number,
  prefix: string,
): LayerParameters {
  const [fanIn, fanOut] = layer.of?.inner ? [0, 0] : [rowsOf(layer), columnsOf(layer)];
  const found = Object.entries(shapes).flatMap(([name, shape]) => {
    const key = `${prefix}${arrayName(name, l)}`;
    const isNeeded = /^[Wb](\.|$)/.test(name);
    return isNeeded || reader.has(key) ? [[name, reader.values(key, shape)] as const] : [];
  });
  const none = new Float64Array(0);
  return { fanIn, fanOut, W: none, b: none, ...Object.fromEntries(found) };
}

/** The names of all parameters of a run, those that it began with too. */
function namesOf(layers: readonly Shapes[]): Set<string> {
  const names = layers.flatMap((shapes, l) => Object.keys(shapes).map(name => arrayName(name, l)));
  return new Set([...names, ...names.map(name => `init_${name}`)]);
}

/** `step`, `loss`, `accuracy`, and as series all that is recorded in as many rows under another name. */
function historyOf(reader: ArrayReader, arrays: Arrays, parameters: ReadonlySet<string>): History {
  const rows = reader.extent('step', 0);
  const series = Object.entries(arrays).flatMap(([name, { shape }]) => {
    const isOther = parameters.has(name) || /^(X|y|targets)(_test)?$/.test(name);
    const isOfRun = HELD_OUT_SERIES.includes(name);
    const [extent, columns] = isOfRun ? [shape[0], 1] : shape;
    if (isOther || shape.length !== (isOfRun ? 1 : 2) || extent !== rows || columns === undefined) return [];
    return [[name, { columns, values: reader.doubles(name, shape) }]];
  });
  return {
    step: reader.integers('step', [rows]),
    loss: reader.doubles('loss', [rows]),
    accuracy: reader.doubles('accuracy', [rows]),
    series: Object.fromEntries(series),
  };
}
