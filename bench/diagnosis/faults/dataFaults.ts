import type { SymptomKind } from 'gradscope';
import { pick } from '../bases.ts';
import { plain } from './changes.ts';
import type { Fault, Tampering } from './fault.ts';

const data = (
  name: string,
  kind: Tampering['kind'],
  values: readonly number[],
  accepted: SymptomKind[],
): Fault => ({
  name,
  designs: plain,
  inject: (base, random) => ({
    document: base,
    tampering: { kind, by: pick(random, values) },
    layers: null,
    accepted,
  }),
});

/** Faults of inputs and targets. */
export const DATA_FAULTS: readonly Fault[] = [
  data('inputs too large', 'scale', [100, 1e3, 1e4], ['badlyScaled']),
  data('inputs too small', 'scale', [1e-2, 1e-3, 1e-4], ['badlyScaled']),
  data('one input much too large', 'feature', [1e2, 1e3, 1e4], ['badlyScaled']),
  data('inputs far from zero', 'offset', [30, 100, 1000], ['badlyScaled']),
  data('targets shuffled', 'shuffle', [0], ['mismatch']),
  data('targets of other rows', 'rotate', [0.25, 0.5], ['mismatch']),
];
