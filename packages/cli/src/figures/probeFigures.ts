import {
  activationHistograms,
  type FigureOptions,
  gradientHeatMap,
  gradientHistogram,
  ledgerWaterfall,
  neuronHeatMap,
  neuronStrip,
  saturationAbsences,
  saturationCurves,
  spectrum,
  updateRatios,
} from '@gradscope/figures';
import type { Outcome } from '../outcome.ts';
import type { TimedRun } from '../training/messages.ts';
import type { Figure } from './figure.ts';
import { layerValues } from './layerValues.ts';
import { signalFigure } from './signalFigure.ts';

/** Curves of fewer layers than this can be read without a heat map. */
const FEWEST_FOR_HEAT = 5;

type Draw = (options: FigureOptions) => SVGSVGElement;

/** The figures of the records beside the gradients' magnitudes: those of each requested probe. */
export function probeFigures(outcome: Outcome): Figure[] {
  const { runs } = outcome;
  const having = (...names: readonly string[]) =>
    runs.filter(({ history }) => names.some(name => (history.series[name]?.columns ?? 0) > 0));
  /** One figure for each run that has the series. */
  const each = (name: string, series: string, draw: (run: TimedRun) => Draw): Figure[] =>
    having(series).map(run => ({ name: `${name}-${run.name}`, draw: draw(run) }));
  /** One figure for all runs that have the series. */
  const together = (
    name: string,
    series: readonly string[],
    draw: (those: readonly TimedRun[]) => Draw,
  ): Figure[] => {
    const those = having(...series);
    return those.length > 0 ? [{ name, draw: draw(those) }] : [];
  };
  return [
    ...heatFigures(
      'heat',
      'grad_mean',
      having('grad_mean').filter(({ layers }) => layers.length >= FEWEST_FOR_HEAT),
      gradientHeatMap,
    ),
    ...each('signal', 'delta_norm', run => signalFigure(run, outcome)),
    ...each(
      'ledger',
      'ledger_weights',
      run => options => ledgerWaterfall(run, { ...options, step: firstStep(run) }),
    ),
    ...(saturationAbsences(runs).isAll
      ? []
      : together('saturation', ['saturated', 'dead'], those => options => saturationCurves(those, options))),
    ...each('values', 'act_mean', run => valueFigure(run, outcome)),
    ...each('neurons', 'grad_neuron', run => options => neuronStrip(run, options)),
    ...heatFigures('neurons-over-time', 'grad_neuron', having('grad_neuron'), neuronHeatMap),
    ...together('updates', ['update_ratio'], those => options => updateRatios(those, options)),
    ...each('entries', 'grad_histogram', run => options => gradientHistogram(run, options)),
    ...spectrumFigures('jacobian', 'jacobian_sv', runs),
    ...spectrumFigures('weight-spectrum', 'weight_sv', runs),
  ];
}

/** Heat maps of several networks, all with one scale of colours: a reader compares them. */
function heatFigures(
  name: string,
  series: string,
  runs: readonly TimedRun[],
  draw: typeof gradientHeatMap | typeof neuronHeatMap,
): Figure[] {
  const span = runs.length > 1 ? spanOf(runs.map(({ history }) => history.series[series].values)) : undefined;
  return runs.map(run => ({
    name: `${name}-${run.name}`,
    draw: options => draw(run, { ...options, ...(span && { span }) }),
  }));
}

/** The smallest and the largest value above 0, if there is one. */
function spanOf(all: readonly Float64Array[]): readonly [number, number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const values of all) {
    for (const value of values) {
      if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return high > 0 ? [low, high] : undefined;
}

/**
 * Empty if no value of a spectrum is known: for one sample under batch normalization, or a run that diverged
 * at once.
 */
function spectrumFigures(
  name: string,
  series: 'jacobian_sv' | 'weight_sv',
  runs: readonly TimedRun[],
): Figure[] {
  const recorded = runs.filter(({ history }) => history.series[series]);
  if (!recorded.some(({ history }) => history.series[series].values.some(Number.isFinite))) return [];
  return [{ name, draw: options => spectrum(recorded, { ...options, series }) }];
}

const firstStep = ({ history }: TimedRun): number => history.step[0];

function valueFigure(run: TimedRun, { data, experiment }: Outcome): Draw {
  return options =>
    activationHistograms(layerValues(run, run.final, data, experiment.precision), {
      ...options,
      name: run.name,
    });
}
