import { type MapLine, type SetAxis, sweepTheory } from '@gradscope/figures';
import type { Experiment } from 'gradscope';

/** A map that theory is asked about: an experiment of one of its cells, and its axes. */
export interface TheoryQuestion {
  readonly experiment: Experiment;
  readonly x: SetAxis;
  readonly y: SetAxis;
}

globalThis.onmessage = ({ data }: MessageEvent<readonly TheoryQuestion[]>) => {
  postMessage(data.map(({ experiment, x, y }): readonly MapLine[] => sweepTheory(experiment, x, y)));
};
