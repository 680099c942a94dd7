import { type MapLine, orderedAxis, type SweepView, sweepMaps } from '@gradscope/figures';
import type { Sweep } from 'gradscope';
import { attempt } from './attempt.ts';
import type { TheoryQuestion } from './theoryWorker.ts';

const SETS = ['networks[0].init.sigmaW', 'networks[0].hidden.layers'];

/** Whether the axes of a view are those that theory has lines over. */
export function hasTheory({ axes }: Sweep, { x, y }: SweepView): boolean {
  return y !== undefined && SETS.every(path => path === axes[x]!.path || path === axes[y]!.path);
}

/** Asks what theory says over the maps of a view, in a worker, since it takes a second or two: a list of lines for each map. */
export class TheoryReader {
  private worker: Worker | undefined;
  private asked = '';

  /** Whoever asked before and has no answer yet gets none. */
  ask(sweep: Sweep, view: SweepView, answer: (lines: readonly (readonly MapLine[])[]) => void): void {
    const questions = hasTheory(sweep, view) ? questionsOf(sweep, view) : [];
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

function questionsOf(sweep: Sweep, view: SweepView): TheoryQuestion[] {
  const setAxis = (k: number) => ({ path: sweep.axes[k]!.path, axis: orderedAxis(sweep.axes[k]!).axis });
  return sweepMaps(sweep.axes, () => undefined, view, 'loss').flatMap(({ runs }) => {
    const experiment = attempt(() => sweep.experimentAt(runs[0]!));
    return experiment ? [{ experiment, x: setAxis(view.x), y: setAxis(view.y!) }] : [];
  });
}
