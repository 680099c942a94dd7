import { type RecordedRun, type Run, suffixesOf } from 'gradscope';
import type { ColumnNames } from './layerCurves.ts';

/**
 * The part of a network that a column of a series stands for: `3`, `3.2`, or `3.2_1` of a head. Columns of logs, whose
 * layers are not known, have their numbers.
 */
function suffix(run: RecordedRun, series: string, column: number): string {
  const { layers } = run as Partial<Run>;
  return (layers && suffixesOf(series, layers)?.[column - 1]) ?? String(column);
}

/** Those of a series with a column for each head: `Layer 3.2, head 1`. */
export function headNames(series: string): ColumnNames {
  const named =
    (alone: string, inLayer: string) =>
    (run: RecordedRun, column: number): string => {
      const [layer, head] = suffix(run, series, column).split('_');
      return head === undefined ? `${alone} ${layer}` : `${inLayer}${layer}, head ${head}`;
    };
  return { many: 'heads', labelOf: named('head', ''), nameOf: named('Head', 'Layer ') };
}

/** Those of a series with a column for each block: `Block 3.2`. */
export function blockNames(series: string): ColumnNames {
  return {
    many: 'blocks',
    labelOf: (run, column) => `block ${suffix(run, series, column)}`,
    nameOf: (run, column) => `Block ${suffix(run, series, column)}`,
  };
}
