import { networkColors } from '@gradscope/figures';
import { theme } from './theme.ts';

/** The colour of network `index` in figures of the present theme. */
export function networkColor(index: number): string {
  const colors = networkColors(theme.value);
  return colors[index % colors.length];
}
