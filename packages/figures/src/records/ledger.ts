import { LEDGER_SERIES, type RecordedRun } from 'gradscope';
import { nearUnderflow } from './curveNotes.ts';
import { recordedRow, recordedSeries, seriesRow } from './recorded.ts';

/** The parts that can change the signal on its way back through a layer, in order. */
export const ledgerParts = ['weights', 'skip', 'dropout', 'slope', 'normalization'] as const;

export type LedgerPart = (typeof ledgerParts)[number];

/** One hidden layer: by how many decades each part changed the signal's norm; negative if it shrank. */
export interface LedgerLayer {
  /** 1 … L − 1. */
  readonly layer: number;
  readonly decades: Readonly<Record<LedgerPart, number>>;
}

/** The end of the signal: from this layer on down it is exactly 0, or not finite. */
export interface LedgerEnd {
  /** 1 … L. */
  readonly layer: number;
  /** `underflow` if the signal before was at the edge of float64. */
  readonly kind: 'zero' | 'underflow' | 'broken';
  /** The part that ended it; undefined if it came like this from the output. */
  readonly part: LedgerPart | undefined;
}

/** The ledger of a run at one recorded step, from the output to the input. */
export interface Ledger {
  readonly step: number;
  /** The last hidden layer first; those below the end, if the signal ended, are left out. */
  readonly layers: readonly LedgerLayer[];
  /** All hidden layers. */
  readonly hidden: number;
  /** The parts that change anything, in their order. */
  readonly parts: readonly LedgerPart[];
  readonly end: LedgerEnd | null;
}

/** The end of the signal if a factor is not a positive number; `before` is its norm before the factor. */
const endOf = (layer: number, factor: number, before: number, part?: LedgerPart): LedgerEnd => ({
  layer,
  kind: factor !== 0 ? 'broken' : before < nearUnderflow ? 'underflow' : 'zero',
  part,
});

/**
 * Reads the ledger.
 *
 * @param step a recorded step; by default the last
 * @throws RangeError if the run did not record it (probe `ledger`), or has no hidden layer
 */
export function readLedger(run: RecordedRun, step?: number): Ledger {
  const row = recordedRow(run, step);
  const norms = seriesRow(recordedSeries(run, 'delta_norm'), row);
  const factors = LEDGER_SERIES.map(name => seriesRow(recordedSeries(run, name), row));
  const hidden = norms.length - 1;
  if (hidden === 0) throw new RangeError(`run: expected a hidden layer, got ${run.name} with none`);
  const layers: LedgerLayer[] = [];
  let end = norms[hidden] > 0 && norms[hidden] < Infinity ? null : endOf(hidden + 1, norms[hidden], 1);
  for (let l = hidden - 1; l >= 0 && !end; l--) {
    const decades = ledgerParts.map((part, p) => [part, Math.log10(factors[p][l])] as const);
    const fatal = decades.findIndex(([, change]) => !Number.isFinite(change));
    if (fatal >= 0) end = endOf(l + 1, factors[fatal][l], norms[l + 1], ledgerParts[fatal]);
    else layers.push({ layer: l + 1, decades: Object.fromEntries(decades) as Record<LedgerPart, number> });
  }
  // Logs also have an empty column for the output layer.
  const parts = ledgerParts.filter((_, p) => factors[p].subarray(0, hidden).some(factor => factor !== 1));
  return { step: run.history.step[row], layers, hidden, parts, end };
}

/** By how many decades a part changed the signal over some layers; all parts if none is given. */
export function decadesOf(layers: readonly LedgerLayer[], part?: LedgerPart): number {
  let sum = 0;
  for (const { decades } of layers) for (const one of part ? [part] : ledgerParts) sum += decades[one];
  return sum;
}
