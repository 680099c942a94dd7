import { type MapLine, sweepTheory } from '@gradscope/figures';
import type { Experiment, SweepAxis } from 'gradscope';

/** A map to compute theory's lines for: its axes, and the experiment of one valid cell. */
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
