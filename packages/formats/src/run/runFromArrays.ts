import {
  type AnyDataset,
  columnsOf,
  type Experiment,
  HELD_OUT_SERIES,
  type History,
  type LayerParameters,
  type LayerSettings,
  layersOf,
  PARAMETER_NAMES,
  type Run,
  rowsOf,
  type Values,
} from 'gradscope';
import { shapePlace } from '../arrayOrigin.ts';
import { FormatError } from '../formatError.ts';
import type { NpyArray } from '../npy.ts';

type Arrays = Readonly<Record<string, NpyArray>>;

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
  const outputs = reader.extent(`W${network.hidden.length + 1}`, 1);
  const data = dataOf(reader, outputs, classNames);
  const layers = layersOf(network, data.features, outputs).map(({ settings }) => settings);
  const run = {
    ...result,
    name: network.name,
    network,
    layers,
    initial: layers.map((layer, l) => parametersOf(reader, layer, l, 'init_')),
    final: layers.map((layer, l) => parametersOf(reader, layer, l, '')),
    history: historyOf(reader, arrays),
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

  get names(): string[] {
    return Object.keys(this.arrays);
  }

  has(name: string): boolean {
    return name in this.arrays;
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
  if (!reader.has('y')) {
    const rows = (suffix: string) => ({
      ...inputsOf(reader, suffix),
      outputs,
      targets: reader.doubles(`targets${suffix}`, [reader.extent(`X${suffix}`, 0), outputs]),
    });
    return reader.has('X_test') ? { ...rows(''), test: rows('_test') } : rows('');
  }
  const rows = (suffix: string) => ({
    ...inputsOf(reader, suffix),
    classes: outputs,
    ...names,
    y: reader.integers(`y${suffix}`, [reader.extent(`X${suffix}`, 0)]),
  });
  return reader.has('X_test') ? { ...rows(''), test: rows('_test') } : rows('');
}

function inputsOf(reader: ArrayReader, suffix: string) {
  const [samples, features] = [reader.extent(`X${suffix}`, 0), reader.extent(`X${suffix}`, 1)];
  return { samples, features, X: reader.doubles(`X${suffix}`, [samples, features]) };
}

function parametersOf(reader: ArrayReader, layer: LayerSettings, l: number, prefix: string): LayerParameters {
  const [fanIn, fanOut] = [rowsOf(layer), columnsOf(layer)];
  const shapes = { W: [fanIn, fanOut], slope: [1] } as Readonly<Record<string, readonly number[]>>;
  const found = PARAMETER_NAMES.flatMap(name => {
    const key = `${prefix}${name}${l + 1}`;
    const isNeeded = name === 'W' || name === 'b';
    return isNeeded || reader.has(key) ? [[name, reader.values(key, shapes[name] ?? [fanOut])]] : [];
  });
  const own = layer.own ? ownArrays(reader, l, prefix) : [];
  return { fanIn, fanOut, ...(Object.fromEntries([...found, ...own]) as { W: Values; b: Values }) };
}

/** The arrays of a layer of a kind that a program has added: each has its start beside it. */
function ownArrays(reader: ArrayReader, l: number, prefix: string): [string, Values][] {
  const pattern = new RegExp(`^init_([A-Za-z]\\w*?)${l + 1}$`);
  const names = reader.names.flatMap(name => pattern.exec(name)?.[1] ?? []);
  const others = names.filter(name => !(PARAMETER_NAMES as readonly string[]).includes(name));
  return others.map(name => {
    const key = `${prefix}${name}${l + 1}`;
    return [name, reader.values(key, [reader.extent(key, 0)])];
  });
}

/** `step`, `loss`, `accuracy`, and as series all that is recorded in as many rows under another name. */
function historyOf(reader: ArrayReader, arrays: Arrays): History {
  const rows = reader.extent('step', 0);
  const series = Object.entries(arrays).flatMap(([name, { shape }]) => {
    const isOther = /^(init_)?(W|b|gamma|beta|mean|variance|slope)\d+$|^(X|y|targets)(_test)?$/.test(name);
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
