import {
  type FigureKind,
  type FigureSource,
  figureKinds,
  figuresOf,
  gradientMagnitudes,
  type LayerValues,
  type NamedFigure,
} from '@gradscope/figures';
import { modelOf, Network, predict, prepare, startingSignal, wasmEngine } from 'gradscope';
import type { Outcome } from '../outcome.ts';

/** The notebook's way of plotting: its own heuristic, for the first two layers, on a linear axis. */
const heuristic = {
  title: 'The notebook’s gradient heuristic',
  series: ['grad_mean'],
  covers: 'both',
  draw: (runs, options) =>
    gradientMagnitudes(runs, {
      ...options,
      measure: 'notebook_heuristic',
      scale: 'linear',
      layers: [1, 2],
    }),
} as const satisfies FigureKind;

const { data, activations, loss, gradients, regions } = figureKinds;

/** The figures of the 2016 notebook. */
const notebookKinds = { data, activations, loss, gradients, 'notebook-heuristic': heuristic, regions };

/** All kinds that a report can show. */
export type OutcomeKinds = typeof figureKinds & typeof notebookKinds;

/**
 * The figures of an experiment's runs. A run without records, for example one interrupted before the first
 * recorded step, has no curves.
 *
 * @param notebook if true, the notebook's figures; otherwise those of everything that was recorded
 */
export function outcomeFigures(outcome: Outcome, notebook: boolean): NamedFigure[] {
  return figuresOf(sourceOf(outcome), notebook ? notebookKinds : figureKinds);
}

/** Number of random starts that show the variation of the signal by chance alone. */
const STARTS = 16;

function sourceOf({ experiment, table, data, runs }: Outcome): FigureSource {
  const engine = wasmEngine(experiment.precision);
  return {
    runs,
    data,
    outputs: ({ layers, final }, points) => predict(engine, layers, final, points),
    units: ({ layers, final }) => unitsOf(new Network(modelOf(engine, layers, final), data)),
    start: ({ name }) => {
      const index = experiment.networks.findIndex(network => network.name === name);
      return startingSignal(experiment, prepare(experiment, table), index, STARTS);
    },
  };
}

/** φ before dropout and skip, as in evaluation. */
function unitsOf(network: Network): LayerValues[] {
  network.forward(false);
  return network.layers
    .slice(0, -1)
    .map(({ a }, l) => ({ name: `layer ${l + 1}`, values: a.values.slice() }));
}
