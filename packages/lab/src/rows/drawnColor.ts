import { classColors } from '@gradscope/figures';
import { DRAWN_CLASSES } from './drawnPoints.ts';

const colors = classColors(DRAWN_CLASSES);

/** The colour of a drawn class, as in the decision regions. */
export function drawnColor(label: number): string {
  return colors[label];
}
