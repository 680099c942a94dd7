import { parentPort } from 'node:worker_threads';
import { trainBatch } from 'gradscope';
import { mapRuns } from './mapRuns.ts';

/** Rows of a map. */
export interface MapJob {
  readonly side: number;
  readonly from: number;
  readonly to: number;
}

/** Answers how many of the rows' networks diverged. */
parentPort!.on('message', ({ side, from, to }: MapJob) => {
  const summaries = trainBatch(mapRuns(side, from, to));
  parentPort!.postMessage(summaries.filter(({ divergedAt }) => divergedAt !== null).length);
});
