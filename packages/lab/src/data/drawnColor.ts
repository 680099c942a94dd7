import { classColors } from '@gradscope/figures';
import { DRAWN_CLASSES } from './drawnPoints.ts';

const colors = classColors(DRAWN_CLASSES);

/** The colour of a drawn class, as the decision regions have it. */
export function drawnColor(label: number): string {
  return colors[label]!;
}
