import { addKind, kindNamed } from '../kinds/kind.ts';
import type { OwnProbes } from '../kinds/own.ts';
import type { LayerSettings } from '../network/layerSettings.ts';
import { activationProbe } from './activation.ts';
import { attentionProbe } from './attention.ts';
import { blockProbe } from './block.ts';
import { curvatureProbe } from './curvature.ts';
import { deadProbe, unitProbe } from './dead.ts';
import { gradientProbe } from './gradient.ts';
import { histogramProbe } from './histogram.ts';
import { ledgerProbe } from './ledger.ts';
import { neuronProbe } from './neuron.ts';
import type { ProbeKind, SeriesText } from './probe.ts';
import { signalProbe } from './signal.ts';
import { jacobianProbe, weightSpectrumProbe } from './spectrum.ts';
import { timeProbe } from './time.ts';
import { underflowProbe } from './underflow.ts';
import { updateProbe } from './update.ts';

const builtIn = {
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
  time: timeProbe,
  attention: attentionProbe,
  block: blockProbe,
  curvature: curvatureProbe,
};

/** The optional records, those that the program added last; loss and accuracy are always recorded. */
export const probeKinds: Readonly<Record<keyof typeof builtIn, ProbeKind>> = { ...builtIn };

type SeriesOf<Kind> = Kind extends ProbeKind<infer Series> ? Series : never;

/** The names of all series that a history can have: those of probes, what follows from them, and of held-out rows. */
export type SeriesName =
  | SeriesOf<(typeof builtIn)[keyof typeof builtIn]>
  | 'grad_mean'
  | 'notebook_heuristic'
  | 'test_loss'
  | 'test_accuracy'
  | Extract<OwnProbes[keyof OwnProbes], string>;

/** `loss` adds nothing, since it is always recorded. */
export type ProbeName = 'loss' | keyof typeof builtIn | keyof OwnProbes;

/** The names of all probes that an experiment can ask for. */
export const probeNames = () => ['loss', ...Object.keys(probeKinds)] as [ProbeName, ...ProbeName[]];

/**
 * Adds a probe to those that experiments can ask for, from the next `parseExperiment` on. Its series are recorded, saved
 * and read like the others. Every thread that trains has to add it.
 *
 * @param name by which experiments know it
 * @throws RangeError if the name cannot be one, or is taken
 */
export function registerProbe(name: string, kind: ProbeKind): void {
  addKind('probe', probeKinds, name, kind, ['loss']);
}

/**
 * The columns of every series that these probes record.
 *
 * @throws RangeError if a program's own probe has a series of a name that is taken
 */
export function seriesColumns(
  probes: readonly ProbeName[],
  layers: readonly LayerSettings[],
): Record<string, number> {
  const columns: Record<string, number> = {};
  for (const kind of kindsOf(probes)) {
    for (const [name, count] of Object.entries(kind.columns(layers))) {
      if (isTaken(name, kind, columns)) {
        throw new RangeError(`series: expected a name that is not taken, got ${JSON.stringify(name)}`);
      }
      columns[name] = count;
    }
  }
  return columns;
}

/** Arrays of a saved run that are no series. */
const SAVED = /^(step|loss|accuracy|test_loss|test_accuracy|(init_)?[A-Za-z]+\d+|(X|y|targets)(_test)?)$/;

/** Whether a series of a program's own would stand in the place of something else. Our probes may share one. */
function isTaken(name: string, kind: ProbeKind, columns: Readonly<Record<string, number>>): boolean {
  const isOwn = !Object.values<ProbeKind>(builtIn).includes(kind);
  return isOwn && (name in columns || SAVED.test(name));
}

/** The text of a series that a program's own probe records; undefined if there is none. */
export function textOfSeries(series: string): SeriesText | undefined {
  const texts = Object.values(probeKinds).map(kind => kind.texts ?? {});
  return texts.find(text => Object.hasOwn(text, series))?.[series];
}

/** The kinds of these probes, each once. */
export function kindsOf(probes: readonly ProbeName[]): ProbeKind[] {
  const names = [...new Set<string>(probes)].filter(name => name !== 'loss');
  return names.map(name => kindNamed<ProbeKind>('probe', probeKinds, name));
}

/**
 * The endings of a series' column names in files: `2_17` for position 17 of layer 2. Undefined if its columns are the
 * layers.
 */
export function suffixesOf(series: string, layers: readonly LayerSettings[]): readonly string[] | undefined {
  for (const kind of Object.values<ProbeKind>(probeKinds)) {
    const suffixes = kind.suffixes?.(layers);
    if (suffixes && Object.hasOwn(suffixes, series)) return suffixes[series];
  }
  return undefined;
}
