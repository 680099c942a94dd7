type Point = readonly [x: number, y: number];

const samples = 201;

/** A jump remains even if the interval around it is as narrow as float64 allows. */
function findJump(f: (x: number) => number, from: number, to: number, least: number): Point[] {
  let [left, right] = [from, to];
  for (let halvings = 0; halvings < 60; halvings++) {
    const middle = (left + right) / 2;
    if (Math.abs(f(middle) - f(left)) > Math.abs(f(right) - f(middle))) right = middle;
    else left = middle;
  }
  if (Math.abs(f(right) - f(left)) < least) return [];
  return [
    [left, f(left)],
    [left, Number.NaN],
    [right, f(right)],
  ];
}

/**
 * Points for drawing a function of one variable, with a NaN between them at each jump.
 *
 * @returns points in order of `x`, both ends included
 */
export function sampleFunction(f: (x: number) => number, from: number, to: number): Point[] {
  const at = (i: number) => from + ((to - from) * i) / (samples - 1);
  const points: Point[] = [[from, f(from)]];
  for (let i = 1; i < samples; i++) {
    const rise = Math.abs(f(at(i)) - f(at(i - 1)));
    const steep = rise > 2 * (at(i) - at(i - 1));
    if (steep) points.push(...findJump(f, at(i - 1), at(i), rise / 2));
    points.push([at(i), f(at(i))]);
  }
  return points;
}
