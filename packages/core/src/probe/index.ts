import type { LayerSettings } from '../network/layerSettings.ts';
import { activationProbe } from './activation.ts';
import { deadProbe, unitProbe } from './dead.ts';
import { gradientProbe } from './gradient.ts';
import { histogramProbe } from './histogram.ts';
import { ledgerProbe } from './ledger.ts';
import { neuronProbe } from './neuron.ts';
import type { ProbeKind } from './probe.ts';
import { signalProbe } from './signal.ts';
import { jacobianProbe, weightSpectrumProbe } from './spectrum.ts';
import { underflowProbe } from './underflow.ts';
import { updateProbe } from './update.ts';

/** The optional records; loss and accuracy are always recorded. */
export const probeKinds = {
  gradient: gradientProbe,
  neuron: neuronProbe,
  signal: signalProbe,
  activation: activationProbe,
  dead: deadProbe,
  unit: unitProbe,
  update: updateProbe,
  underflow: underflowProbe,
  histogram: histogramProbe,
  ledger: ledgerProbe,
  weightSpectrum: weightSpectrumProbe,
  jacobian: jacobianProbe,
} as const satisfies Record<string, ProbeKind>;

/** `loss` adds nothing, since it is always recorded. */
export type ProbeName = 'loss' | keyof typeof probeKinds;

export const PROBE_NAMES = ['loss', ...Object.keys(probeKinds)] as [ProbeName, ...ProbeName[]];

/** The columns of every series that these probes record. */
export function seriesColumns(
  probes: readonly ProbeName[],
  layers: readonly LayerSettings[],
): Record<string, number> {
  return Object.assign({}, ...kindsOf(probes).map(kind => kind.columns(layers)));
}

/** The kinds of these probes, each once. */
export function kindsOf(probes: readonly ProbeName[]): ProbeKind[] {
  return [...new Set(probes)].flatMap(name => (name === 'loss' ? [] : [probeKinds[name]]));
}
