import { parentPort, workerData } from 'node:worker_threads';
import { type Experiment, Trainer } from 'gradscope';

// A thread that trains one network of an experiment to its end on each message, and then answers.

const { experiment, index } = workerData as { readonly experiment: Experiment; readonly index: number };

parentPort!.on('message', () => {
  new Trainer(experiment, index).advance(experiment.training.steps + 1);
  parentPort!.postMessage('done');
});
