import type { ImportedRun } from '../../log/importedRun.ts';
import type { RunDetail } from '../../log/runDetail.ts';
import { early } from '../log/columns.ts';
import type { DenseChain } from './denseChain.ts';
import { loggedSpread, typical } from './loggedSpread.ts';
import { TwinError } from './twinError.ts';

/** The place and spread of each feature of a twin's inputs. */
export interface TwinInputs {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** Whether they are spread evenly, as the points of a grid; otherwise they are normal. */
  readonly isEven: boolean;
}

/** Deviations that a range has at most if values are spread evenly in it (√12), and some more. */
const EVEN = 4;
const BISECTIONS = 60;

/**
 * The features of the twin's inputs: deviations from the smallest to the largest logged one, and means far
 * enough apart that all values together have the logged mean and deviation. If another module gives the chain
 * its inputs, they are as large as that module's output.
 *
 * @throws TwinError if the log has nothing on the inputs
 */
export function twinInputs(run: ImportedRun, detail: RunDetail, { source, layers }: DenseChain): TwinInputs {
  const { fanIn } = layers[0];
  const { mean, std, low, high } = source === null ? loggedSpread(detail, 'inputs') : given(detail, source);
  if (!Number.isFinite(mean + std)) {
    throw new TwinError(`${run.name}: expected the inputs’ mean and deviation, got none in the log`);
  }
  const isEven = fanIn === 1 && high - low < EVEN * std;
  const [least, most] =
    source === null && fanIn > 1
      ? [typical(detail, 'inputs_least'), typical(detail, 'inputs_most')]
      : [std, std];
  const largest = Number.isFinite(most) ? most : std;
  const smallest = Number.isFinite(least) && least > 0 ? Math.min(least, largest) : largest;
  const deviations = between(smallest, largest, fanIn, std);
  const within = deviations.reduce((sum, one) => sum + one * one, 0) / fanIn;
  const apart = Math.sqrt(Math.max(0, std * std - within));
  return { means: evenly(fanIn).map(place => mean + apart * place), deviations, isEven };
}

function given({ moduleSeries }: RunDetail, module: number) {
  const [mean, std] = [early(moduleSeries.out_mean, module), early(moduleSeries.out_std, module)];
  return { mean, std, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
}

/** `count` deviations from one to another, so bent that their mean square comes as near to `std`² as it can. */
function between(least: number, most: number, count: number, std: number): number[] {
  const bent = (power: number) =>
    Array.from({ length: count }, (_, i) => least * (most / least) ** (((i + 1) / count) ** power));
  const square = (values: readonly number[]) => values.reduce((sum, one) => sum + one * one, 0) / count;
  // The larger the power, the more of them are small.
  let [low, high] = [0, 100];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (square(bent(middle)) > std * std) low = middle;
    else high = middle;
  }
  return bent(high);
}

/** Evenly spaced numbers with mean 0 and deviation 1; a single one is 0. */
export function evenly(count: number): number[] {
  if (count === 1) return [0];
  const deviation = Math.sqrt((count * count - 1) / 12);
  return Array.from({ length: count }, (_, i) => (i - (count - 1) / 2) / deviation);
}
