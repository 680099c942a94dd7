import { batch } from '@preact/signals';

/**
 * The time between two updates of the page, in ms: three frames. Each update makes the page lay out and paint,
 * which takes time from training. One update therefore applies the reports of all workers.
 */
const EVERY = 50;

let waiting: (() => void)[] = [];
let appliedAt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Queues a worker's report for the next update. An urgent one applies all queued reports at once, in order. */
export function batchReport(apply: () => void, isUrgent: boolean): void {
  waiting.push(apply);
  if (isUrgent) applyAll();
  else timer ??= setTimeout(applyAll, Math.max(0, appliedAt + EVERY - performance.now()));
}

function applyAll(): void {
  clearTimeout(timer);
  timer = undefined;
  const all = waiting;
  waiting = [];
  batch(() => {
    for (const apply of all) apply();
  });
  appliedAt = performance.now();
}
