import { zlibSync } from 'fflate';
import { type AnyDataset, answersOf, type Experiment, isRegression, prepare } from 'gradscope';
import { base64Of } from '../base64.ts';
import { constants, lines } from './pythonText.ts';
import type { ScriptPlan } from './scriptPlan.ts';
import { HOLD_OUT } from './sequencesPart.ts';

/** Up to so many numbers are written as such; more would bury the program that follows, and are packed. */
const MOST_WRITTEN = 4000;
const BASE64_WIDTH = 100;

type BundledSettings = Extract<Experiment['data'], { kind: 'iris' | 'wine' | 'digits' | 'characters' }>;

/** The rows of a bundled table, then held out and standardized as in the experiment. */
export function bundledRows(settings: BundledSettings, { experiment, data }: ScriptPlan): string {
  const { test } = settings;
  const standardize = 'standardize' in settings && settings.standardize;
  const unprepared = { ...settings, ...('standardize' in settings && { standardize: false }), test: 0 };
  const raw = prepare({ ...experiment, data: unprepared, networks: [] }).data;
  return lines(
    !isRegression(data) && constants({ CLASSES: data.classes }),
    test > 0 && constants({ TEST: test }),
    '',
    rows('X', 'y', raw),
    test > 0 && HOLD_OUT,
    standardize && standardization(raw),
    standardize && test > 0 && 'X_test = (X_test - mean) / deviation',
    standardize && 'X = (X - mean) / deviation',
  );
}

/** The mean and deviation of each feature, or of each channel over all positions. */
function standardization({ axes }: AnyDataset): string {
  if (!axes) {
    return `
constant = (X == X[0]).all(axis=0)
mean = np.where(constant, X[0], X.mean(axis=0))
deviation = np.where(constant, 1, X.std(axis=0))`;
  }
  return `
places = X.reshape(-1, X.shape[-1])
constant = (places == places[0]).all(axis=0)
mean = np.where(constant, places[0], places.mean(axis=0))
deviation = np.where(constant, 1, places.std(axis=0))`;
}

/** The rows of a user's table as networks are trained on them: held out and standardized already. */
export function tableRows({ data }: ScriptPlan): string {
  const { test } = data;
  return lines(
    !isRegression(data) && constants({ CLASSES: data.classes }),
    '',
    '# The rows as the networks see them.',
    rows('X', 'y', data),
    test && rows('X_test', 'y_test', test),
    // Holding rows out consumed random draws; the weights come from the rest of the stream.
    test && `random.permutation(len(X) + len(X_test))`,
  );
}

function rows(X: string, y: string, data: AnyDataset): string {
  const { samples, features, axes = [] } = data;
  const channels = axes.reduce((rest, axis) => rest / axis, features);
  const answers = answersOf(data) === 1 ? [samples] : [samples, answersOf(data)];
  const goals = isRegression(data)
    ? array(y, data.targets, [...answers, data.outputs])
    : array(y, data.y, answers);
  return `${array(X, data.X, [samples, ...axes, channels])}\n${goals}`;
}

function array(name: string, values: Float64Array | Int32Array, shape: readonly number[]): string {
  return values.length > MOST_WRITTEN ? packed(name, values, shape) : written(name, values, shape);
}

function written(name: string, values: Float64Array | Int32Array, shape: readonly number[]): string {
  const columns = shape.slice(1).reduce((product, extent) => product * extent, 1);
  if (shape.length === 1) return `${name} = np.array([\n${wrapped(Array.from(values, String))}\n])`;
  const reshaped = shape.length > 2 ? `.reshape(${shape.join(', ')})` : '';
  const texts = Array.from({ length: values.length / columns }, (_, row) => {
    const cells = Array.from(values.subarray(row * columns, (row + 1) * columns), numberText);
    return `    [${cells.join(', ')}],`;
  });
  const type = values instanceof Int32Array ? 'int' : 'float';
  return `${name} = np.array([\n${texts.join('\n')}\n], dtype=${type})${reshaped}`;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

const PER_LINE = 40;

function wrapped(cells: readonly string[]): string {
  const count = Math.ceil(cells.length / PER_LINE);
  return Array.from(
    { length: count },
    (_, i) => `    ${cells.slice(i * PER_LINE, (i + 1) * PER_LINE).join(', ')},`,
  ).join('\n');
}

/** The compressed values in base 64: as bytes if they are small whole numbers, bit by bit otherwise. */
function packed(name: string, values: Float64Array | Int32Array, shape: readonly number[]): string {
  const isSmall = values.every(value => value === (value & 0xff) && !Object.is(value, -0));
  const bytes = isSmall ? Uint8Array.from(values) : littleEndian(Float64Array.from(values));
  const text = base64Of(zlibSync(bytes, { level: 9 }));
  const type = values instanceof Int32Array ? 'int' : 'float';
  return `${name} = np.frombuffer(zlib.decompress(base64.b64decode('''
${text.match(new RegExp(`.{1,${BASE64_WIDTH}}`, 'g'))!.join('\n')}
''')), '${isSmall ? 'u1' : '<f8'}').reshape(${shape.length === 1 ? -1 : `(${shape.join(', ')})`}).astype(${type})`;
}

function littleEndian(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (const [i, value] of values.entries()) view.setFloat64(8 * i, value, true);
  return new Uint8Array(view.buffer);
}

/** Whether the script unpacks rows and so needs the imports for it. */
export function isPacked(part: string): boolean {
  return part.includes('zlib.decompress');
}
