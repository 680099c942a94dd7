import { hasTheory, type MapLine, type SweepView, sweepMaps } from '@gradscope/figures';
import type { Sweep } from 'gradscope';
import { attempt } from './attempt.ts';
import type { TheoryQuestion } from './theoryWorker.ts';

/** Computes theory's lines for each map of a view in a worker, because it takes a second or two. */
export class TheoryReader {
  private worker: Worker | undefined;
  private asked = '';

  /** A new question cancels the one before. */
  ask(sweep: Sweep, view: SweepView, answer: (lines: readonly (readonly MapLine[])[]) => void): void {
    const questions = questionsOf(sweep, view);
    const asked = JSON.stringify(questions);
    if (asked === this.asked) return;
    this.asked = asked;
    this.worker?.terminate();
    this.worker = undefined;
    answer([]);
    if (questions.length === 0) return;
    const worker = new Worker(new URL('./theoryWorker.ts', import.meta.url), { type: 'module' });
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<readonly (readonly MapLine[])[]>) => {
      worker.terminate();
      answer(data);
    };
    worker.postMessage(questions);
  }
}

/** One question for each map; none if theory has no prediction. */
export function questionsOf(sweep: Sweep, view: SweepView): TheoryQuestion[] {
  const x = sweep.axes[view.x];
  const y = view.y === undefined ? undefined : sweep.axes[view.y];
  if (!y || !hasTheory(x, y)) return [];
  return sweepMaps(sweep.axes, () => undefined, view, 'loss').map(({ runs }) => ({
    experiment: attempt(() => sweep.experimentAt(runs[0])),
    x,
    y,
  }));
}
