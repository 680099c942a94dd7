import { batch } from '@preact/signals';

/**
 * Between two times that the page takes up what its workers have told, in ms: three frames. Whatever they tell makes the
 * page lay out and paint anew, which costs time that training could have: so it is done once for all of them.
 */
const EVERY = 50;

let waiting: (() => void)[] = [];
let takenAt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Applies what a worker told together with what others have told, in its order; at once what cannot wait. */
export function takeUp(apply: () => void, isUrgent: boolean): void {
  waiting.push(apply);
  if (isUrgent) takeUpAll();
  else timer ??= setTimeout(takeUpAll, Math.max(0, takenAt + EVERY - performance.now()));
}

function takeUpAll(): void {
  clearTimeout(timer);
  timer = undefined;
  const all = waiting;
  waiting = [];
  batch(() => {
    for (const apply of all) apply();
  });
  takenAt = performance.now();
}
