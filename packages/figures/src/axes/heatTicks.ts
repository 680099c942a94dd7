import { countText } from 'gradscope';
import { chooseEvenly } from './chooseEvenly.ts';
import { endedWholes } from './endedNumbers.ts';
import type { AxisTick } from './logScale.ts';

/** Whether rows were recorded at even distances, so that an axis can use rows instead of steps. */
function isEven(step: ArrayLike<number>): boolean {
  for (let row = 2; row < step.length; row++) {
    if (step[row] - step[row - 1] !== step[1] - step[0]) return false;
  }
  return true;
}

/** The horizontal axis of cells that each show one recorded step: its name, and its ticks from 0 to 1. */
export function stepAxis(
  step: ArrayLike<number>,
  most: number,
): { readonly horizontal: string; readonly columnTicks: AxisTick[] } {
  const { length } = step;
  const tick = (row: number, value: number) => ({ at: (row + 0.5) / length, label: countText(value) });
  if (length < 2 || !isEven(step)) {
    const rows = chooseEvenly(
      Array.from({ length }, (_, row) => row),
      most,
    );
    const horizontal = length < 2 ? 'step' : 'recorded steps, each as wide: not to scale';
    return { horizontal, columnTicks: rows.map(row => tick(row, step[row])) };
  }
  const [first, gap] = [step[0], step[1] - step[0]];
  const values = endedWholes([first, step[length - 1]], most);
  return { horizontal: 'step', columnTicks: values.map(value => tick((value - first) / gap, value)) };
}

/**
 * Ticks of `count` rows numbered from 1, the first at the bottom, including the first and the last.
 *
 * @param nameOf the name of a row, if not its number
 */
export function rowTicks(
  count: number,
  most: number,
  nameOf: (row: number) => string | undefined = () => undefined,
): AxisTick[] {
  return endedWholes([1, count], most).map(number => ({
    at: (number - 0.5) / count,
    label: nameOf(number) ?? countText(number),
  }));
}
