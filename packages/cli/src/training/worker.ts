import { addOwnKinds } from '@gradscope/sweep/ownKinds';
import { arraysOf, Trainer } from 'gradscope';
import { Checkpointer } from './checkpointer.ts';
import { readCheckpoint } from './checkpointFile.ts';
import type { Message, Task, TimedRun } from './messages.ts';
import { trainInSlices } from './trainInSlices.ts';

await addOwnKinds();

/** Trains the network of one task; a worker thread of the pool calls it. The run goes through the task's port. */
export default function train({ experiment, table, index, lineEvery, stop, checkpoints, port }: Task): void {
  const send = (message: Message, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const saved = checkpoints?.resume ? readCheckpoint(checkpoints.path) : undefined;
  const trainer = new Trainer(experiment, index, { table, ...(saved && { checkpoint: saved.checkpoint }) });
  const checkpointer =
    checkpoints && new Checkpointer(checkpoints, { note: text => send({ kind: 'note', text }) });
  const before = saved?.seconds ?? 0;
  const started = performance.now();
  const elapsed = () => before + (performance.now() - started) / 1000;
  const lines = trainInSlices(trainer, {
    lineEvery,
    stopped: () => Atomics.load(stop, 0) !== 0,
    between: () => checkpointer?.look(trainer, elapsed()),
    report: progress => send({ kind: 'progress', progress: { ...progress, seconds: elapsed() } }),
    now: () => performance.now(),
  });
  const seconds = elapsed();
  checkpointer?.finish(trainer, seconds, !trainer.done);
  const run = { ...trainer.run(), seconds };
  send({ kind: 'progress', progress: { step: run.steps, loss: run.loss, lines, seconds } });
  send({ kind: 'run', run }, buffersOf(run));
}

/** Handed over rather than copied: a history can be gigabytes. */
function buffersOf({ history, initial, final }: TimedRun): ArrayBuffer[] {
  const { step, loss, accuracy, series } = history;
  const recorded = [step, loss, accuracy, ...Object.values(series).map(({ values }) => values)];
  const parameters = [...initial, ...final].flatMap(arraysOf).map(([, values]) => values);
  const arrays = [...recorded, ...parameters].filter(values => values !== undefined);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
