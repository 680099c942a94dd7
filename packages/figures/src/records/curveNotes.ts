import { countText } from 'gradscope';
import { atSteps, type Curve, isBroken, isZero, type Positions } from '../marks/curve.ts';

const count = (values: ArrayLike<number>, test: (value: number) => boolean): number => {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (test(values[i])) found++;
  return found;
};

/** Below this a sum of float64 magnitudes is about to underflow. */
export const nearUnderflow = 1e-300;

/** One sentence on the curves that contain such values; none if no curve does. */
function note(
  curves: readonly Curve[],
  what: string,
  test: (value: number) => boolean,
  where: string,
  { one, many }: Positions,
): string[] {
  const found = curves
    .map(curve => ({ ...curve, times: count(curve.value, test) }))
    .filter(({ times }) => times > 0);
  const most = found.reduce((a, b) => (b.times > a.times ? b : a), found[0]);
  if (!most) return [];
  const times = `${countText(most.times)} of ${countText(most.value.length)} ${most.value.length === 1 ? one : many}`;
  const first = `first at ${one} ${countText(most.step[Array.prototype.findIndex.call(most.value, test)])}`;
  if (found.length === 1) return [`${most.name} ${what} at ${times}, ${first} (${where}).`];
  return [
    `${found.length} curves ${what.replace('was', 'were')}, most often ${most.name.replace('Layer', 'layer')}: at ${times}, ${first} (${where}).`,
  ];
}

/**
 * The words for exact zeros among these values: `underflowed to 0` only if some came down to the edge of
 * float64.
 */
export const zeroWords = (all: readonly ArrayLike<number>[]): string =>
  all.some(values => Array.prototype.some.call(values, v => v > 0 && v < nearUnderflow))
    ? 'underflowed to 0'
    : 'was exactly 0';

/**
 * Notes on the curves with values that the axis cannot place.
 *
 * A gradient can be exactly 0 because no unit was active or because it underflowed; the note says the latter
 * only if some curve came down to the edge of float64.
 *
 * @param evidence the values to search for that; by default those of the curves
 */
export function curveNotes(
  curves: readonly Curve[],
  scale: 'log' | 'linear',
  positions: Positions = atSteps,
  evidence: readonly ArrayLike<number>[] = curves.map(({ value }) => value),
): string[] {
  const zero = zeroWords(evidence);
  return [
    ...(scale === 'log' ? note(curves, zero, isZero, 'bar at the lower edge', positions) : []),
    ...note(curves, 'became NaN or infinite', isBroken, 'bar at the upper edge', positions),
  ];
}
