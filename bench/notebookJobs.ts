import { type Dataset, type Experiment, prepare } from 'gradscope';
import { notebook } from './ours/notebook.ts';
import type { Job } from './protocol.ts';

/** The notebook's two networks as jobs: its data, its initial parameters (seed 0) and its settings. */
export function notebookJobs(): Job[] {
  const experiment: Experiment = notebook(1);
  const { networks, ...prepared } = prepare(experiment);
  const data = prepared.data as Dataset;
  return networks.map(({ name, parameters }) => ({
    activation: name as Job['activation'],
    samples: data.samples,
    features: data.features,
    classes: data.classes,
    X: [...data.X],
    y: [...data.y],
    layers: parameters.map(({ fanIn, fanOut, W, b }) => ({ fanIn, fanOut, W: [...W], b: [...b] })),
    l2: experiment.training.l2,
    stepSize: experiment.training.optimizer.stepSize as number,
  }));
}
