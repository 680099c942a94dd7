import { type MapLine, sweepTheory } from '@gradscope/figures';
import type { Experiment, SweepAxis } from 'gradscope';

/** A map that theory is asked about: an experiment of one of its cells, where there is one, and its axes. */
export interface TheoryQuestion {
  readonly experiment: Experiment | undefined;
  readonly x: SweepAxis;
  readonly y: SweepAxis;
}

globalThis.onmessage = ({ data }: MessageEvent<readonly TheoryQuestion[]>) => {
  const lines = data.map(({ experiment, x, y }): readonly MapLine[] =>
    experiment ? sweepTheory(experiment, x, y) : [],
  );
  postMessage(lines);
};
