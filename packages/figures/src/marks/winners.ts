/**
 * The class of the largest score at each point, the first if several are equal; −1 if a score is NaN.
 * `[points]`
 */
export function winners({
  scores,
  classes,
}: {
  /** `[points, classes]`, row-major. */
  readonly scores: ArrayLike<number>;
  readonly classes: number;
}): Int32Array {
  return Int32Array.from({ length: scores.length / classes }, (_, point) => {
    let best = 0;
    for (let k = 0; k < classes; k++) {
      const score = scores[point * classes + k];
      if (Number.isNaN(score)) return -1;
      if (score > scores[point * classes + best]) best = k;
    }
    return best;
  });
}
