import {
  type Experiment,
  type GivenData,
  parseExperiment,
  prepare,
  prepareFor,
  type Run,
  Trainer,
} from 'gradscope';
import { cases } from './layerCases.ts';
import { ADDING } from './layerRows.ts';

/** An experiment whose rows stand in the place of a table, or are drawn. */
export interface LayerSample {
  readonly name: string;
  readonly experiment: Experiment;
  readonly data: GivenData | undefined;
}

const STEPS = 50;
const sgd = { kind: 'sgd', stepSize: 0.1 };

export const layerSamples: readonly LayerSample[] = cases.map(
  ([name, hidden, { data = ADDING, network, training } = {}]) => ({
    name,
    data: 'kind' in data ? undefined : data,
    experiment: parseExperiment({
      seed: 7,
      data: 'kind' in data ? data : { kind: 'table', file: 'rows.csv', target: 'y' },
      networks: [{ name: 'net', hidden, activation: 'tanh', init: 'glorotNormal', ...network }],
      training: { optimizer: sgd, steps: STEPS, ...training },
    }),
  }),
);

export function preparedSample({ experiment, data }: LayerSample) {
  return data ? prepareFor(data, experiment) : prepare(experiment);
}

/** The network as trained, and its losses: before each step, and after the last in evaluation mode. */
export function trainedSample(sample: LayerSample): TrainedSample {
  const trained = known.get(sample.name) ?? trainedNow(sample);
  known.set(sample.name, trained);
  return trained;
}

interface TrainedSample {
  readonly run: Run;
  readonly losses: readonly number[];
}

/** By name: several test files ask for the same. */
const known = new Map<string, TrainedSample>();

function trainedNow({ experiment, data }: LayerSample): TrainedSample {
  const trainer = new Trainer(experiment, 0, data && { data });
  const losses: number[] = [];
  trainer.advance(STEPS, (_, loss) => losses.push(loss()));
  trainer.advance(1);
  const run = trainer.run();
  return { run, losses: [...losses, run.loss] };
}
