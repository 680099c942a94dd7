import { shapePlace, valuePlace } from '../arrayOrigin.ts';
import { FormatError } from '../formatError.ts';
import type { NpyArray } from '../npy.ts';
import { refuseCheckpoint } from './checkpoint.ts';
import type { LogBuilder } from './logBuilder.ts';
import { LAYER_QUANTITIES } from './quantities.ts';
import { readTag } from './readTag.ts';
import { stepOf } from './steps.ts';
import { statisticsOf } from './valueStatistics.ts';

type Arrays = Readonly<Record<string, NpyArray>>;

/**
 * Reads arrays by name, from a .npz or safetensors file.
 *
 * With an array `step` `[R]`, all others have R rows: numbers `[R]` of a tag; gradients or weights `[R, …]`
 * of a tag, which are reduced to statistics; or, as gradscope saves its runs, numbers `[R, L]` of all layers
 * under the name of a series. Without it, every array is a gradient or weights of one step.
 *
 * @param step of a file that does not contain one
 * @throws FormatError if numbers of rows do not match, or the step is unknown
 */
export function readArrayLog(arrays: Arrays, file: string, step: number | undefined, log: LogBuilder): void {
  const steps = arrays.step;
  if (steps && steps.shape.length <= 1) readStacked(arrays, stepsOf(steps, file), file, log);
  else if (step !== undefined) readSingle(arrays, step, file, log);
  else if (holdsGradients(arrays)) {
    throw new FormatError({
      file,
      offset: 0,
      rule: 'an array step, metadata step, or a number in the file’s name',
      got: 'none of them',
    });
  } else refuseCheckpoint(file, Object.keys(arrays));
}

const holdsGradients = (arrays: Arrays): boolean =>
  Object.keys(arrays).some(name => {
    const meaning = readTag(name, 'values');
    return meaning.kind === 'values' && meaning.thing !== 'weight';
  });

function stepsOf(steps: NpyArray, file: string): number[] {
  return Array.from(steps.values, (value, i) => stepOf(value, () => valuePlace(steps, 'step', file, i)));
}

function readStacked(arrays: Arrays, steps: readonly number[], file: string, log: LogBuilder): void {
  for (const [name, array] of Object.entries(arrays)) {
    const { shape, values } = array;
    const [rows = 1, ...rest] = shape;
    log.here = () => shapePlace(array, name, file);
    if (name === 'step' || isOfRun(name)) continue;
    const meaning = readTag(name, rest.length > 0 ? 'values' : 'number');
    const quantity = LAYER_QUANTITIES.find(known => known === name);
    if (rows !== steps.length) {
      // Weights, data and the like may be saved beside the series.
      if (!quantity && (meaning.kind === 'unknown' || rest.length > 0)) continue;
      throw new FormatError({ ...log.here(), rule: `${steps.length} rows, one a step`, got: rows });
    }
    const width = rest.reduce((product, extent) => product * extent, 1);
    for (const [row, step] of steps.entries()) {
      const own = values.subarray(row * width, (row + 1) * width);
      if (quantity && rest.length === 1) {
        for (const [l, value] of own.entries()) log.addKnown(`layer${l + 1}`, quantity, step, value);
      } else if (rest.length > 0) log.addValues(name, step, statisticsOf(own));
      else log.add(name, step, own[0]);
    }
    knowShape(name, rest, log);
  }
  knowOwnShapes(arrays, log);
}

/** The arrays that gradscope saves with a run beside its history. */
const isOfRun = (name: string): boolean => /^(?:X|y|targets)(?:_test)?$/.test(name);

/** Shapes of a run that gradscope saved: `W1` `[fanIn, fanOut]`, … */
function knowOwnShapes(arrays: Arrays, log: LogBuilder): void {
  for (let l = 1; arrays[`W${l}`]?.shape.length === 2; l++) {
    const [fanIn, fanOut] = arrays[`W${l}`].shape as [number, number];
    log.know(`layer${l}`, { fanIn, fanOut });
  }
}

function readSingle(arrays: Arrays, step: number, file: string, log: LogBuilder): void {
  for (const [name, array] of Object.entries(arrays)) {
    const { shape, values } = array;
    log.here = () => shapePlace(array, name, file);
    if (values.length === 1 && shape.length === 0) log.add(name, step, values[0]);
    else {
      log.addValues(name, step, statisticsOf(values));
      knowShape(name, shape, log);
    }
  }
}

/** The layers before and after a matrix show which of its sides is the inputs'. */
function knowShape(name: string, shape: readonly number[], log: LogBuilder): void {
  const meaning = readTag(name, 'values');
  if (meaning.kind !== 'values') return;
  if (shape.length === 2) log.know(meaning.layer, { matrix: [shape[0], shape[1]] });
  // A vector scales, as in a normalization.
  else if (shape.length === 1) log.know(meaning.layer, { isVector: true });
}
