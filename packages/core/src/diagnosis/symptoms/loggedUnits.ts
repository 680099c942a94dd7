import type { LoggedSeries } from '../../log/loggedSeries.ts';
import { rangeWhere } from '../layerRange.ts';
import { columnOf } from '../log/columns.ts';
import type { LogEvidence } from '../log/logEvidence.ts';
import { logThresholds } from '../log/logThresholds.ts';

/**
 * Whether the layers below the last have lost all gradient though a loss remains: all units above some layer
 * are off.
 */
export function endOfLearning({ run, progress }: LogEvidence): Over | undefined {
  const { series, layers } = run;
  const { grad_l2 } = series;
  if (run.orderKnown === false) return undefined;
  if (!grad_l2 || layers.length < 2 || grad_l2.step.length < FEWEST_ROWS) return undefined;
  if (!(progress.loss > FINISHED * progress.startLoss)) return undefined;
  const { columns, values, step } = grad_l2;
  const isOff = (row: number) => {
    const hidden = values.subarray(row * columns, (row + 1) * columns - 1);
    return hidden.every(value => value === 0);
  };
  let from = step.length;
  while (from > 0 && isOff(from - 1)) from--;
  if (step.length - from < FEWEST_ROWS) return undefined;
  return { step: step[from], range: [1, columns - 1], largest: 1 };
}

const FEWEST_ROWS = 5;
/** A loss below this share of the first is practically none: then there may be no gradient. */
const FINISHED = 1e-3;

export interface Over {
  readonly step: number;
  readonly range: readonly [number, number];
  readonly largest: number;
}

/** The largest share, plus the rounding of float32. */
const MOST_SHARE = 1 + 1e-6;

/**
 * The first row in which a share is over the threshold in some layer that counts, and stays so in most rows
 * that follow. A value beyond {@link MOST_SHARE} is not a share, but a count or a percentage.
 */
export function overThreshold(
  series: LoggedSeries | undefined,
  threshold: number,
  counts: (l: number) => boolean = () => true,
): Over | undefined {
  if (!series || series.values.some(share => share > MOST_SHARE)) return undefined;
  const { columns, step } = series;
  const persists = Array.from({ length: columns }, (_, l) => {
    const known = columnOf(series, l)
      .map((share, row) => ({ share, row }))
      .filter(({ share }) => !Number.isNaN(share));
    const first = known.findIndex(({ share }) => share > threshold);
    const rest = known.slice(first);
    const over = rest.filter(({ share }) => share > threshold);
    const isOver = counts(l) && first >= 0 && over.length >= logThresholds.persistent.value * rest.length;
    return isOver
      ? { row: known[first].row, largest: Math.max(...over.map(({ share }) => share)) }
      : undefined;
  });
  const range = rangeWhere(persists, one => one !== undefined);
  if (!range) return undefined;
  const found = persists.flatMap(one => one ?? []);
  return {
    step: step[Math.min(...found.map(({ row }) => row))],
    range,
    largest: Math.max(...found.map(({ largest }) => largest)),
  };
}

export const unitsFound = ({ step, range, largest }: Over) => ({
  layers: range,
  step,
  severity: largest,
  evidence: { largestShare: largest },
});

/** The first step of the rows that have numbers of the layers. */
export const firstStepOf = ({ profile, run }: LogEvidence): number =>
  profile?.step ?? run.series.loss?.step[0] ?? 0;
