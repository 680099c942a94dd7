import { parentPort } from 'node:worker_threads';
import type { Recorded } from '../serve.ts';
import { notebook } from './notebook.ts';
import { prepareTrainer } from './prepareTrainer.ts';

type Message = { readonly prepare: { readonly index: number; readonly steps: number } } | 'train';

/**
 * One of the two threads of `together.ts`: it prepares a network on the first message, and trains it on the
 * next.
 */
let train: () => Recorded = () => {
  throw new Error('worker: expected prepare before train');
};

parentPort?.on('message', (message: Message) => {
  if (message === 'train') return parentPort?.postMessage(train());
  const { index, steps } = message.prepare;
  train = prepareTrainer(notebook(steps), index, 'wasm');
  return parentPort?.postMessage('ready');
});
