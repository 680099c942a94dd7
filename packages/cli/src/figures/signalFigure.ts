import { type FigureOptions, gradientByLayer, type StartBand } from '@gradscope/figures';
import { prepare, type StartingSignal, startingSignal } from 'gradscope';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';

/** Number of random starts that show the variation of the signal by chance alone. */
const STARTS = 16;

/**
 * The signal of a run by layer, with the theoretical prediction if there is one for all layers, and with
 * random starts, which are computed when first drawn.
 */
export function signalFigure(run: TimedRun, outcome: Outcome): (options: FigureOptions) => SVGSVGElement {
  let signal: StartingSignal | undefined;
  return options => {
    signal ??= signalOf(run, outcome);
    return gradientByLayer([run], {
      ...options,
      ...(signal.predictions.some(({ reason }) => reason) ? {} : { theory: [predictedNorms(signal)] }),
      band: [bandOf(signal.starts)],
    });
  };
}

function signalOf({ name }: TimedRun, { experiment, table }: Outcome): StartingSignal {
  const index = experiment.networks.findIndex(network => network.name === name);
  return startingSignal(experiment, prepare(experiment, table), index, STARTS);
}

/** ‖δ[l]‖ by layer: the measured norm at the output, times the predicted factors on the way down. */
function predictedNorms({ measured, predictions }: StartingSignal): number[] {
  const norms = [measured.at(-1)!];
  for (const { factor } of predictions.toReversed()) norms.unshift(norms[0] * factor);
  return norms;
}

function bandOf(starts: StartingSignal['starts']): StartBand {
  const byLayer = starts[0].map((_, l) => starts.map(norms => norms[l]).sort((a, b) => a - b));
  return {
    low: byLayer.map(norms => norms[0]),
    median: byLayer.map(norms => norms[Math.floor(norms.length / 2)]),
    high: byLayer.map(norms => norms.at(-1)!),
    starts: starts.length,
  };
}
