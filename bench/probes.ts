import type { ProbeName } from 'gradscope';

/** All probes but those of spectra, which are expensive and recorded at few steps. */
export const CHEAP_PROBES: readonly ProbeName[] = [
  'gradient',
  'neuron',
  'signal',
  'activation',
  'dead',
  'unit',
  'update',
  'underflow',
  'histogram',
  'ledger',
];
