import { exp } from '../engine/math/exp.ts';
import { gaussLegendre } from './gaussLegendre.ts';
import { type QuadratureRule, whenAsked } from './gaussRule.ts';

/** Beyond ±10 lies 1.5e-23 of the normal distribution. */
const REACH = 10;
const NODES = 20;
const legendre = whenAsked(() => gaussLegendre(NODES));
/** The share of the total that a panel may be wrong by. */
const TOLERANCE = 1e-15;
/** The most halvings of a panel; a jump that is not a kink is enclosed to 2⁻⁵⁰. */
const DEEPEST = 50;
/** Around 0, where activations bend, the panels double from 2⁻²⁰ to 2²⁰ in x. */
const DOUBLINGS = 20;
const INVERSE_ROOT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

/**
 * `E f(√q z)`, z standard normal, by Gauss–Legendre rules on panels: split at 0, at the kinks, at ±2ᵏ in x =
 * √q z and at whole z, and halved if 20 nodes and twice 20 do not agree.
 *
 * @param f smooth between the kinks
 * @param q variance, above 0
 * @param kinks in units of x
 */
export function compositeMean(f: (x: number) => number, q: number, kinks: readonly number[]): number {
  const scale = Math.sqrt(q);
  const rule = legendre();
  const density = (z: number) => f(scale * z) * (INVERSE_ROOT_TWO_PI * exp(-0.5 * z * z));
  const edges = panelEdges(scale, kinks);
  const panels = edges.slice(1).map((to, i) => {
    const from = edges[i];
    return { from, to, value: integrate(density, from, to, rule) };
  });
  const tolerance = TOLERANCE * panels.reduce((sum, { value }) => sum + Math.abs(value), 0);
  const refined = panels.map(({ from, to, value }) =>
    refine(density, from, to, value, rule, tolerance, DEEPEST),
  );
  return refined.reduce((sum, value) => sum + value, 0);
}

/** Ascending, in units of z. */
function panelEdges(scale: number, kinks: readonly number[]): number[] {
  const edges = [0, ...kinks.map(kink => kink / scale)];
  for (let k = 1; k <= REACH; k++) edges.push(k, -k);
  let x = 2 ** -DOUBLINGS;
  for (let k = -DOUBLINGS; k <= DOUBLINGS; k++, x *= 2) edges.push(x / scale, -x / scale);
  return [...new Set(edges)].filter(edge => Math.abs(edge) <= REACH).sort((a, b) => a - b);
}

/** `value` is the integral over the panel by one rule; the result is by two or more. */
function refine(
  density: (z: number) => number,
  from: number,
  to: number,
  value: number,
  rule: QuadratureRule,
  tolerance: number,
  depth: number,
): number {
  const middle = (from + to) / 2;
  const left = integrate(density, from, middle, rule);
  const right = integrate(density, middle, to, rule);
  // Stops also if the values are NaN: halving would not help.
  if (depth === 0 || !(Math.abs(left + right - value) > tolerance)) return left + right;
  return (
    refine(density, from, middle, left, rule, tolerance, depth - 1) +
    refine(density, middle, to, right, rule, tolerance, depth - 1)
  );
}

function integrate(
  density: (z: number) => number,
  from: number,
  to: number,
  { nodes, weights }: QuadratureRule,
): number {
  const center = (from + to) / 2;
  const half = (to - from) / 2;
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) sum += weights[i] * density(center + half * nodes[i]);
  return (to - from) * sum;
}
