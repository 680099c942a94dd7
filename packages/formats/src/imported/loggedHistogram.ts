import type { Bins } from './binStatistics.ts';

/**
 * The bins of a histogram in the history of Weights & Biases: counts, and edges, one more than counts, or the
 * first edge with the width of all bins; undefined for anything else.
 *
 * Source: wandb's `data_types/histogram.py`, and the `packedBins` of its history.
 */
export function binsOf({
  _type,
  values,
  bins,
  packedBins,
}: Readonly<Record<string, unknown>>): Bins | undefined {
  if (_type !== 'histogram' || !isNumbers(values)) return undefined;
  const edges = isNumbers(bins) ? bins : edgesOf(packedBins, values.length);
  if (edges?.length !== values.length + 1) return undefined;
  return { buckets: values.flatMap((count, i) => [edges[i], edges[i + 1], count]) };
}

/** The same from a table's cell: JSON, or Python's printout of a dictionary. */
export function binsIn(text: string): Bins | undefined {
  try {
    return binsOf(JSON.parse(text.replaceAll("'", '"')));
  } catch {
    return undefined;
  }
}

function edgesOf(packed: unknown, bins: number): number[] | undefined {
  if (typeof packed !== 'object' || packed === null) return undefined;
  const { min, size, count } = packed as Record<string, unknown>;
  if (typeof min !== 'number' || typeof size !== 'number') return undefined;
  if (count !== bins) return undefined;
  return Array.from({ length: bins + 1 }, (_, i) => min + i * size);
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(one => typeof one === 'number');
