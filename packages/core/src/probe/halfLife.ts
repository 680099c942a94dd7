/** The share of the spread of ln s that a straight line must explain for a half-life to mean something. */
const LEAST_FIT = 0.8;
const FEWEST = 4;

/**
 * The positions over which a signal halves on its way back through a sequence; negative if it doubles over so many.
 * Undefined if it does neither steadily: fewer than 4 positions have any, or a straight line does not explain four
 * fifths of the spread of its logarithm.
 *
 * @param signal its size at each position, `[positions]`, as the probe `time` records it
 */
export function halfLife(signal: ArrayLike<number>): number | undefined {
  const points = Array.from(signal, (value, t) => ({ t, y: Math.log2(value) })).filter(({ y }) =>
    Number.isFinite(y),
  );
  if (points.length < FEWEST) return undefined;
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [t, y] = [mean(point => point.t), mean(point => point.y)];
  const [tt, ty, yy] = [
    mean(point => (point.t - t) ** 2),
    mean(point => (point.t - t) * (point.y - y)),
    mean(point => (point.y - y) ** 2),
  ];
  const fits = ty * ty >= LEAST_FIT * tt * yy && yy > 0;
  return fits ? tt / ty : undefined;
}
